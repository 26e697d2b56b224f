import { derivedUuid, type StaffId, type Uuid } from '#platform';
import { foldStream, type EventStore, type StorePosition } from '#event-store';
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

export type ConnectionTaken =
  | { readonly ok: true; readonly position: StorePosition }
  | { readonly ok: false; readonly faults: readonly ConnectionFault[] };

const streamOf = (connection: Uuid): string => `${CONNECTION_STREAMS}${connection}`;

const load = (store: EventStore, connection: Uuid) =>
  foldStream<ConnectionState>(store, streamOf(connection), (before, event) =>
    evolveConnection(before, connectionEvent(event)),
  );

/** From the stream itself, so that who has just answered sees it. */
export const findConnection = async (
  store: EventStore,
  connection: Uuid,
): Promise<ConnectionState | undefined> => (await load(store, connection)).state;

/**
 * Decides against the stream as it is and appends. Who is overtaken by another person is told what stands in the way now,
 * and changes nothing: what they answered, they answered not knowing of it.
 */
export async function takeConnection(
  store: EventStore,
  connection: Uuid,
  actor: StaffId,
  command: ConnectionCommand,
): Promise<ConnectionTaken> {
  const { state, revision } = await load(store, connection);
  const outcome = decideConnection(command, state);
  if (!outcome.ok) return outcome;
  const { type, data } = outcome.event;
  const id = derivedUuid('connection', connection, type, actor);
  const appended = await store.append(streamOf(connection), revision, [
    { id, type, data, metadata: { schemaVersion: 1, actor } },
  ]);
  if (appended.ok) return { ok: true, position: appended.position };
  const now = decideConnection(command, (await load(store, connection)).state);
  return now.ok ? { ok: false, faults: ['CONNECTION.ANSWERED_MEANWHILE'] } : now;
}

export const endContext = (connection: Uuid): string => `${connection}/end`;

export const sealConnectionWords = (vault: Vault, connection: Uuid, context: string, value: object) =>
  sealText(vault, { record: connection, recordClass: 'S', context, value });
