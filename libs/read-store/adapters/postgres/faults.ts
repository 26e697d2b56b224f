import { constants } from 'node:os';
import { ThroughlineError } from '#platform';

const TRANSIENT_CLASSES = new Set(['08', '25', '40', '53', '55', '57', '58']);
/** What looking up a name meets is not among the system's own numbers. */
const LOOK_UP = /^(ENOTFOUND|EAI_)/;

/** True for faults of connection, contention or resources: worth trying again, no matter which event is in hand. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ThroughlineError) return error.retryable;
  const code = codeOf(error);
  if (code !== undefined) return TRANSIENT_CLASSES.has(code.slice(0, 2)) || isOfSystem(code);
  return error instanceof Error && /connection|timeout exceeded/i.test(error.message);
}

/** Whatever the system refuses lies between here and the database, never in an event. */
const isOfSystem = (code: string): boolean => code in constants.errno || LOOK_UP.test(code);

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
