import type { Request } from 'express';
import { casesAreJson, notCases, tooManyCases } from '../problems/known-problems.js';

export const MAX_CASES = 1_000;

/** One case or a list of them. Whether each can be read is told with its answer. */
export function readCases(request: Request): readonly unknown[] {
  const [type = ''] = (request.get('content-type') ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') throw casesAreJson();
  const parsed = parseBody(request);
  if (!Array.isArray(parsed)) {
    if (typeof parsed !== 'object' || parsed === null) throw notCases();
    return [parsed];
  }
  if (parsed.length === 0) throw notCases();
  if (parsed.length > MAX_CASES) throw tooManyCases(MAX_CASES);
  return parsed as readonly unknown[];
}

function parseBody({ body }: Request): unknown {
  try {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw notCases();
  }
}
