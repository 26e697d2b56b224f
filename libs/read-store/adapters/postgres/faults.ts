import { ThroughlineError } from '#platform';

const TRANSIENT_CLASSES = new Set(['08', '40', '53', '55', '57', '58']);
const TRANSIENT_SYSTEM = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

/** True for faults of connection, contention or resources: worth trying again, no matter which event is in hand. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ThroughlineError) return error.retryable;
  const code = codeOf(error);
  if (code !== undefined) return TRANSIENT_CLASSES.has(code.slice(0, 2)) || TRANSIENT_SYSTEM.has(code);
  return error instanceof Error && /connection|timeout exceeded/i.test(error.message);
}

/** A stable code for status and logs; never the message, which may quote a value. */
export function faultCode(error: unknown): string {
  if (error instanceof ThroughlineError) return error.code;
  const code = codeOf(error);
  return code === undefined ? 'PROJECTION.CANNOT_PROJECT' : `PROJECTION.REFUSED_${code}`;
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
