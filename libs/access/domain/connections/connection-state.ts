import type {
  ConnectionConfirmed,
  ConnectionDeclared,
  ConnectionEnded,
  ConnectionEvent,
} from './connection-events.js';

/** One declared connection as it stands. */
export interface ConnectionState {
  readonly declared: ConnectionDeclared;
  readonly confirmed?: ConnectionConfirmed;
  readonly ended?: ConnectionEnded;
}

/** What comes before the declaration is left out: a stream begins with it. */
export function evolveConnection(
  state: ConnectionState | undefined,
  event: ConnectionEvent,
): ConnectionState | undefined {
  if (event.type === 'ConnectionDeclared') return { declared: event.data };
  if (state === undefined) return undefined;
  return event.type === 'ConnectionConfirmed'
    ? { ...state, confirmed: event.data }
    : { ...state, ended: event.data };
}
