import { isThroughlineError, ThroughlineError, unavailable } from '#platform';
import { isTransient as isFaultOfEngine } from '#read-store';

/** True where the same work may well succeed later: an engine is away, busy or out of resources. */
export const isTransient = (error: unknown): boolean =>
  isFaultOfEngine(error) ||
  isRefusal(error) ||
  (error instanceof Error && error.message.startsWith('Cannot use a pool'));

/** The same error, told as `INTAKE.ENGINE_UNAVAILABLE` where it is transient and not yet of the family. */
export function asFault(error: unknown): unknown {
  if (error instanceof ThroughlineError || !isTransient(error)) return error;
  return unavailable('INTAKE.ENGINE_UNAVAILABLE', 'An engine that intake needs does not answer', error);
}

/** The code of an error for logs and operators; never its message. */
export function codeOf(error: unknown): string {
  if (error instanceof ThroughlineError) return error.code;
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'INTAKE.DEFECT';
}

/** No event is at fault where the hub's own account is refused: it waits until an operator has mended that. */
const isRefusal = (error: unknown): boolean =>
  isThroughlineError(error, 'EVENT_STORE.ACCESS_DENIED') ||
  isThroughlineError(error, 'EVENT_STORE.UNTRUSTED');
