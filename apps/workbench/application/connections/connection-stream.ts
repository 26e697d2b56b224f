import type { StaffId, Uuid } from '#platform';
import { DecidedStreams, type EventStore, type Taken } from '#event-store';
import {
  CONNECTION_STREAMS,
  connectionEvent,
  decideConnection,
  evolveConnection,
  type ConnectionCommand,
  type ConnectionFault,
  type ConnectionState,
} from '#access';
import type { Vault } from '#vault';
import { sealText } from '../sealed-text.js';

export type ConnectionTaken = Taken<ConnectionFault>;

const connections = new DecidedStreams(CONNECTION_STREAMS, connectionEvent, evolveConnection);

export const findConnection = async (
  store: EventStore,
  connection: Uuid,
): Promise<ConnectionState | undefined> => (await connections.load(store, connection)).state;

/** Who is overtaken by another person changes nothing: what they answered, they answered not knowing of it. */
export const takeConnection = (
  store: EventStore,
  connection: Uuid,
  actor: StaffId,
  command: ConnectionCommand,
): Promise<ConnectionTaken> =>
  connections.take<ConnectionFault>(
    store,
    connection,
    (state) => {
      const outcome = decideConnection(command, state);
      return outcome.ok ? { ok: true, events: [outcome.event] } : outcome;
    },
    { actor, again: 0, overtaken: 'CONNECTION.ANSWERED_MEANWHILE' },
  );

export const endContext = (connection: Uuid): string => `${connection}/end`;

export const sealConnectionWords = (vault: Vault, connection: Uuid, context: string, value: object) =>
  sealText(vault, { record: connection, recordClass: 'S', context, value });
