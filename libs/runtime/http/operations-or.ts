import type { RequestListener } from 'node:http';
import { isForOperations } from './operations.js';

/** Health and metrics beside what the service answers; everything else is not found where it answers nobody. */
export function operationsOr(
  operations: RequestListener,
  answer: RequestListener = nothingHere,
): RequestListener {
  return (request, response) => (isForOperations(request) ? operations : answer)(request, response);
}

const nothingHere: RequestListener = (_request, response) => {
  response.writeHead(404, { 'content-type': 'text/plain' }).end('Nothing is here but /health and /metrics\n');
};
