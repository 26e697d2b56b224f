import type { ItemId } from '#platform';
import type { ItemDetails } from '#journey';
import { ERASED, type Vault } from '#vault';
import type { PermittedItem } from './decide-for-viewer.js';
import { narrowDetails } from './narrow-details.js';

export interface OpenedItem extends PermittedItem {
  readonly details: ItemDetails;
}

/** Opens what these items say, in one call, as far as each decision lets it be shown; an erased item is left out, because for practitioners it is gone. */
export async function openItems(
  vault: Vault,
  items: readonly PermittedItem[],
): Promise<ReadonlyMap<ItemId, OpenedItem>> {
  if (items.length === 0) return new Map();
  const values = await vault.open(items.map(({ sealed, item }) => ({ sealed, context: item })));
  const opened = new Map<ItemId, OpenedItem>();
  items.forEach((item, index) => {
    const value = values[index];
    if (value !== ERASED)
      opened.set(item.item, { ...item, details: narrowDetails(value as ItemDetails, item.decision) });
  });
  return opened;
}
