import type pg from 'pg';
import type { EventStore } from '#event-store';
import { until } from '../support/until.js';

/** What decides items again: agreements, overrides, emergencies and who is who; and the items, which may have missed some of it. */
const TRIGGERS = /^(agreement|override|glass|record|person|family|item)-/;

/**
 * Resolves when every agreement and link has been acted on. Acting on one may store more facts of a record, so the
 * last trigger is looked up anew at each look.
 */
export async function untilReconsidered(store: EventStore, pool: pg.Pool): Promise<void> {
  await until(
    async () => {
      const last = await lastTrigger(store);
      const { rows } = await pool.query<{ position: bigint | string }>(
        'SELECT position FROM intake.checkpoints WHERE name = $1',
        ['reconsideration'],
      );
      const reached = BigInt(rows[0]?.position ?? 0);
      return reached >= last && (await lastTrigger(store)) === last;
    },
    { withinMs: 300_000, everyMs: 250, what: 'every agreement and link to be acted on' },
  );
}

async function lastTrigger(store: EventStore): Promise<bigint> {
  let last = 0n;
  for await (const events of store.readAll())
    for (const { stream, position } of events) if (TRIGGERS.test(stream)) last = position;
  return last;
}
