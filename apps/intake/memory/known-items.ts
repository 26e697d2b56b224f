import type { ItemId, Uuid } from '#platform';

interface KnownItem {
  readonly firstEvent: Uuid;
  /** Where it came from last. */
  readonly place: Uuid;
}

/**
 * The first events of items taken lately, so that a repeat or conflict is found before it touches anything. What has
 * left this memory is found by the store all the same. Holds at most `size` items; the oldest go first.
 */
export class KnownItems {
  private readonly items = new Map<ItemId, KnownItem>();

  constructor(private readonly size = 100_000) {}

  firstEventOf(item: ItemId): Uuid | undefined {
    return this.items.get(item)?.firstEvent;
  }

  /** False where it came from another place of the feed than the last time, or is not known. */
  cameFrom(item: ItemId, place: Uuid): boolean {
    return this.items.get(item)?.place === place;
  }

  /** Only once everything that follows from the item is stored too. */
  remember(item: ItemId, known: KnownItem): void {
    this.items.set(item, known);
    if (this.items.size <= this.size) return;
    const [oldest] = this.items.keys();
    if (oldest !== undefined) this.items.delete(oldest);
  }
}
