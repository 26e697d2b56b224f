import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { connectEventStore, type StorePosition } from '#event-store';
import { ITEM_STREAMS } from '#journey';

const LOOK_EVERY_MS = 10;
const PATIENCE_MS = 60_000;

/** When an item was published, stored, and first to be seen, ms from the beginning. */
export interface Sighting {
  readonly sentAt: number;
  /** By the event store's own time, which is of this machine, too. */
  readonly storedAt: number;
  readonly seenAt: number;
}

/**
 * When items that were published are first in the timeline's view. Looks only at how far the view has come, which says
 * the same as looking for each row because both are committed together, and takes nothing from what is measured.
 */
export class Sightings {
  private readonly sent = new Map<string, number>();
  private readonly reached: { readonly position: StorePosition; readonly at: number }[] = [];
  private readonly began = performance.now();
  private over = false;
  private readonly looking: Promise<void>;

  constructor(private readonly pool: Pool) {
    this.looking = this.look();
  }

  /** These are being published now. */
  expect(items: readonly string[]): void {
    const now = performance.now();
    for (const item of items) this.sent.set(item, now);
  }

  /** When all that was expected is seen. */
  async all(eventStoreUrl: string): Promise<readonly Sighting[]> {
    await Promise.race([this.settled(), this.looking]);
    await this.stop();
    const stored = await storedIn(eventStoreUrl);
    return [...this.sent].flatMap(([item, sentAt]) => {
      const event = stored.get(item);
      const seen = event && this.reached.find(({ position }) => position >= event.position);
      if (!event || !seen) return [];
      const storedAt = event.createdAt.getTime() - performance.timeOrigin;
      return [{ sentAt: sentAt - this.began, storedAt: storedAt - this.began, seenAt: seen.at - this.began }];
    });
  }

  async stop(): Promise<void> {
    this.over = true;
    await this.looking;
  }

  private async settled(): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const missing = await this.missing();
      if (missing === 0) return;
      if (performance.now() > deadline) throw new Error(`${missing} events were never seen`);
      await pause(250);
    }
  }

  private async missing(): Promise<number> {
    const { rows } = await this.pool.query<{ seen: number }>(
      'SELECT count(*)::integer AS seen FROM timeline.items WHERE item_id = any($1)',
      [[...this.sent.keys()]],
    );
    return this.sent.size - (rows[0]?.seen ?? 0);
  }

  private async look(): Promise<void> {
    while (!this.over) {
      const { rows } = await this.pool.query<{ position: string | null }>({
        name: 'sightings',
        text: `SELECT "position" FROM projections.state WHERE name = 'timeline'`,
      });
      const position = BigInt(rows[0]?.position ?? -1);
      if (position !== this.reached.at(-1)?.position) this.reached.push({ position, at: performance.now() });
      await pause(LOOK_EVERY_MS);
    }
  }
}

async function storedIn(url: string) {
  const store = connectEventStore({ url });
  const found = new Map<string, { readonly position: StorePosition; readonly createdAt: Date }>();
  try {
    for await (const events of store.readAll())
      for (const { stream, revision, position, createdAt } of events)
        if (revision === 0n && stream.startsWith(ITEM_STREAMS))
          found.set(stream.slice(ITEM_STREAMS.length), { position, createdAt });
    return found;
  } finally {
    await store.close();
  }
}
