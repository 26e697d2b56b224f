import { HttpException } from '@nestjs/common';
import { ThroughlineError, type ErrorKind } from '#platform';
import { badParameters, defective, notFoundHere } from './known-problems.js';
import { Problem } from './problem.js';

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  rejected: 422,
  'not-found': 404,
  conflict: 409,
  unavailable: 503,
  defect: 500,
};

/** What may be told of an error: never a stack, and never the words of an error that is not the hub's own. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ThroughlineError) return ownProblem(error);
  if (error instanceof HttpException) return httpProblem(error.getStatus());
  return routerProblem(error) ?? defective();
}

function ownProblem(error: ThroughlineError): Problem {
  if (error.kind === 'defect') return defective();
  const status = STATUS[error.kind];
  const headers: Readonly<Record<string, string>> = error.retryable ? { 'retry-after': '2' } : {};
  return new Problem({ status, code: error.code, title: error.message, headers });
}

function httpProblem(status: number): Problem {
  if (status === 404) return notFoundHere();
  return status < 500 ? badParameters('The request was not understood.') : defective();
}

function routerProblem(error: unknown): Problem | undefined {
  const { status } = (error ?? {}) as { readonly status?: unknown };
  return typeof status === 'number' ? httpProblem(status) : undefined;
}
