import type { StoredEvent } from '#event-store';
import type { ItemId, Uuid } from '#platform';
import { evolveOverride, overrideEvent, type OverrideState } from '#sharing';

/** Every override of a refusal as it stands, found by the items that it names. People ask and answer, never intake. */
export class OverrideBook {
  private readonly overrides = new Map<Uuid, OverrideState>();
  private readonly byItem = new Map<ItemId, Set<Uuid>>();

  /** An event of the store, in the order of the store. */
  takeIn(stored: StoredEvent): void {
    const event = overrideEvent(stored);
    const { override } = event.data;
    const state = evolveOverride(this.overrides.get(override), event);
    if (!state) return;
    this.overrides.set(override, state);
    if (event.type === 'OverrideAsked') for (const { item } of state.items) this.name(item, override);
  }

  /** Those that name the item, in the order asked. */
  naming(item: ItemId): readonly OverrideState[] {
    return [...(this.byItem.get(item) ?? [])].flatMap((override) => this.overrides.get(override) ?? []);
  }

  itemsOf(override: Uuid): readonly ItemId[] {
    return this.overrides.get(override)?.items.map(({ item }) => item) ?? [];
  }

  private name(item: ItemId, override: Uuid): void {
    this.byItem.set(item, (this.byItem.get(item) ?? new Set()).add(override));
  }
}
