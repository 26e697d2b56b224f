import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';

const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 60_000;

/** When items that were published are first seen in the timeline's view. */
export class Sightings {
  private readonly waiting = new Map<string, number>();
  private readonly seen: { readonly sentAt: number; readonly ms: number }[] = [];
  private readonly began = performance.now();
  private looking: Promise<void> | undefined;

  constructor(private readonly pool: Pool) {}

  /** These are being published now. */
  expect(items: readonly string[]): void {
    const now = performance.now();
    for (const item of items) this.waiting.set(item, now);
    this.looking ??= this.look();
  }

  /** Resolves when everything expected was seen. */
  async settled(): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (this.waiting.size > 0) {
      if (performance.now() > deadline) throw new Error(`${this.waiting.size} events were never seen`);
      await pause(LOOK_EVERY_MS);
    }
    await this.looking;
  }

  /** Of what was published later than `ms` after the beginning. */
  latenciesAfter(ms: number): readonly number[] {
    return this.seen.flatMap((each) => (each.sentAt - this.began > ms ? [each.ms] : []));
  }

  private async look(): Promise<void> {
    while (this.waiting.size > 0) {
      const { rows } = await this.pool.query<{ id: string }>({
        name: 'sightings',
        text: 'SELECT item_id AS id FROM timeline.items WHERE item_id = any($1)',
        values: [[...this.waiting.keys()]],
      });
      const now = performance.now();
      for (const { id } of rows) {
        const sentAt = this.waiting.get(id);
        this.waiting.delete(id);
        if (sentAt !== undefined) this.seen.push({ sentAt, ms: now - sentAt });
      }
      await pause(LOOK_EVERY_MS);
    }
    this.looking = undefined;
  }
}
