import { ThroughlineError, unavailable } from '#platform';
import { status, type ServiceError } from '@grpc/grpc-js';

/** Statuses after which the same request may well succeed: the node went away, moved, or did not answer in time. */
const TRANSIENT = new Set<number>([
  status.UNAVAILABLE,
  status.CANCELLED,
  status.ABORTED,
  status.DEADLINE_EXCEEDED,
  status.INTERNAL,
]);

const UNAUTHENTICATED = new Set<number>([status.UNAUTHENTICATED]);

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && 'code' in error && typeof error.code === 'number';

/** The kind of error that EventStoreDB names in a call's trailing metadata, for example `stream-deleted`. */
function exceptionOf(error: ServiceError): string | undefined {
  const value = (error.metadata as ServiceError['metadata'] | undefined)?.get('exception')[0];
  return value?.toString();
}

export const isStreamDeleted = (error: unknown): boolean =>
  isServiceError(error) && exceptionOf(error) === 'stream-deleted';

/** Maps any failure of a call to the error family; only `unavailable` is worth another try. */
export function asStoreError(error: unknown): ThroughlineError {
  if (error instanceof ThroughlineError) return error;
  if (!isServiceError(error)) return lost(error);
  const exception = exceptionOf(error);
  if (exception === 'not-leader') return lost(error);
  if (exception === 'access-denied' || UNAUTHENTICATED.has(error.code)) return accessDenied();
  if (TRANSIENT.has(error.code) || error.details?.includes('write after end')) return lost(error);
  return refused(error.code);
}

export const lost = (cause?: unknown): ThroughlineError =>
  unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer', cause);

export const closed = (): ThroughlineError =>
  new ThroughlineError('rejected', 'EVENT_STORE.CLOSED', 'The connection to the event store was closed');

export const accessDenied = (): ThroughlineError =>
  new ThroughlineError('rejected', 'EVENT_STORE.ACCESS_DENIED', 'The event store refused the credentials');

export const refused = (code: number): ThroughlineError =>
  new ThroughlineError('defect', 'EVENT_STORE.REFUSED', 'The event store refused the request', { code });
