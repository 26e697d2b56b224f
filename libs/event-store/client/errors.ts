import { ThroughlineError, unavailable } from '#platform';
import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

/** Statuses after which the same request may well succeed: the node went away, moved, or did not answer in time. */
const TRANSIENT = new Set<number>([
  status.UNAVAILABLE,
  status.CANCELLED,
  status.ABORTED,
  status.DEADLINE_EXCEEDED,
  status.INTERNAL,
]);

const REFUSES_ACCOUNT = new Set<number>([status.UNAUTHENTICATED, status.PERMISSION_DENIED]);

/** What a node says that starts or takes part in an election: the code is the one of any unknown error. */
const NOT_YET = /No leader info available|Server Is (Not Ready|Busy|Too Busy)/;

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
  if (exception === 'access-denied' || REFUSES_ACCOUNT.has(error.code)) return accessDenied();
  return isTransient(error.code, error.details ?? '') ? lost(error) : refused(error.code);
}

/** True where the same request may well succeed later, judged by code and words of an answer. */
export const isTransient = (code: number, words: string): boolean =>
  TRANSIENT.has(code) || NOT_YET.test(words) || words.includes('write after end');

/** True where no node could be reached at all, as opposed to one that answered with an error. */
export const isUnreached = ({ cause }: ThroughlineError): boolean =>
  cause !== undefined && (!isServiceError(cause) || cause.code === status.UNAVAILABLE);

/** True where a node answered that it can do nothing without a leader; another node may know one. */
export const isLeaderless = ({ cause }: ThroughlineError): boolean =>
  cause instanceof Error && NOT_YET.test(cause.message);

/** As a call ends whose node went away. */
export const goneNode = (): ServiceError =>
  Object.assign(new Error('The node does not answer'), {
    code: status.UNAVAILABLE,
    details: '',
    metadata: new Metadata(),
  });

export const lost = (cause?: unknown): ThroughlineError =>
  unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer', cause);

export const closed = (): ThroughlineError =>
  new ThroughlineError('rejected', 'EVENT_STORE.CLOSED', 'The connection to the event store was closed');

export const accessDenied = (): ThroughlineError =>
  new ThroughlineError(
    'rejected',
    'EVENT_STORE.ACCESS_DENIED',
    'The event store refused the account of its address: check user and password, and that the account may read $all and write.',
  );

export const refused = (code: number): ThroughlineError =>
  new ThroughlineError('defect', 'EVENT_STORE.REFUSED', 'The event store refused the request', { code });
