import type { ItemId, Uuid } from '#platform';

/**
 * The first events of items taken lately, so that a repeat or conflict is found before it touches anything. What has
 * left this memory is found by the store all the same. Holds at most `size` items; the oldest go first.
 */
export class KnownItems {
  private readonly firstEvents = new Map<ItemId, Uuid>();

  constructor(private readonly size = 100_000) {}

  firstEventOf(item: ItemId): Uuid | undefined {
    return this.firstEvents.get(item);
  }

  /** Only once everything that follows from the item is stored too. */
  remember(item: ItemId, firstEvent: Uuid): void {
    this.firstEvents.set(item, firstEvent);
    if (this.firstEvents.size <= this.size) return;
    const [oldest] = this.firstEvents.keys();
    if (oldest !== undefined) this.firstEvents.delete(oldest);
  }
}
