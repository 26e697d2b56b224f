import type pg from 'pg';
import type { EventStore, StoredEvent, StorePosition } from '#event-store';
import type { Projection } from '../ports.js';
import { quoted, retiredSchema } from '../adapters/postgres/table-ddl.js';
import { findState, putState } from '../adapters/postgres/checkpoints.js';
import type { ProjectionTables } from '../adapters/postgres/projection-tables.js';
import { inTransaction, type SqlClient } from '../adapters/postgres/sql-client.js';
import { follow } from './follow.js';
import { rebuildStopped } from './rebuild-stopped.js';

export interface Swap {
  readonly projection: Projection;
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly client: SqlClient;
  readonly tables: ProjectionTables;
  readonly built: StorePosition | null;
  readonly signal?: AbortSignal;
}

/**
 * Puts the built schema in the live one's place: schemas, checkpoint and generation in one transaction. The live
 * runner's bookkeeping row is locked throughout, and what it applied meanwhile is applied here too, so that no reader
 * sees the view go back in time. Most of that is done before, while nobody is held up.
 */
export async function swapIn(swap: Swap): Promise<StorePosition | null> {
  const { client, projection, tables } = swap;
  const { name, version } = projection;
  const retired = quoted(retiredSchema(projection));
  await client.query(`DROP SCHEMA IF EXISTS ${retired} CASCADE`);
  const nearly = await catchUp(swap, (await findState(client, name))?.position ?? null);
  const position = await inTransaction(client, async () => {
    const live = await findState(client, name, { forUpdate: true });
    const level = await catchUp({ ...swap, built: nearly }, live?.position ?? null);
    if (live) await client.query(`ALTER SCHEMA ${quoted(name)} RENAME TO ${retired}`);
    await client.query(`ALTER SCHEMA ${quoted(tables.schema)} RENAME TO ${quoted(name)}`);
    const generation = (live?.generation ?? 0) + 1;
    await putState(client, {
      name,
      version,
      generation,
      position: level,
      // The runner proves anew that it is level: after a move to another store the old position says nothing.
      caughtUpTo: null,
    });
    return level;
  });
  // Afterwards, because dropping waits for readers, and the swap must not. It has taken place whatever becomes of this.
  await client.query(`DROP SCHEMA IF EXISTS ${retired} CASCADE`).catch(() => undefined);
  return position;
}

async function catchUp(swap: Swap, live: StorePosition | null): Promise<StorePosition | null> {
  const { built, client, projection, signal, store, tables } = swap;
  if (live === null || (built !== null && built >= live)) return built;
  const finished = new AbortController();
  let level = built;
  const apply = async (events: readonly StoredEvent[]) => {
    const missed = events.filter(({ position }) => position <= live);
    await tables.apply(client, await tables.opened(missed));
    level = missed.at(-1)?.position ?? level;
    if (level !== null && level >= live) finished.abort();
  };
  await follow(
    {
      store,
      prefixes: projection.streams,
      after: built ?? undefined,
      maxBatch: 500,
      handle: async ({ events, caughtUp }) => {
        await apply(events);
        if (caughtUp) finished.abort();
      },
    },
    signal ? AbortSignal.any([signal, finished.signal]) : finished.signal,
  );
  // The live runner waits for this transaction, so whoever asks to stop while the store is away must not wait for it.
  if (!finished.signal.aborted) throw rebuildStopped();
  return level;
}
