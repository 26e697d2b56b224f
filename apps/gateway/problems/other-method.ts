import type { Request } from 'express';
import { methodNotAllowed } from './known-problems.js';
import { methodsAt } from './methods-at.js';
import type { Problem } from './problem.js';

/** Where nothing answered though the address is there, the method was another: no publisher should look for a wrong address. */
export function otherMethod({ method, path }: Request, problem: Problem): Problem {
  if (problem.options.code !== 'HTTP.NOT_FOUND') return problem;
  const methods = methodsAt(path);
  const asked = method === 'HEAD' ? 'GET' : method;
  return methods.length === 0 || methods.includes(asked) ? problem : methodNotAllowed(methods);
}
