/**
 * SQL that holds for items every information governance lead may know of. A restricted item, and every decision on it,
 * is its custodian's. What is withheld or ceased has no content columns, so its decisions are asked besides.
 */
export const isOpenItem = (itemId: string): string => `
  NOT EXISTS (SELECT 1 FROM timeline.decisions restricting WHERE restricting.item_id = ${itemId}
    AND (restricting.outcome = 'HOLD' OR 'M2' = ANY(restricting.modifiers)))
  AND NOT EXISTS (SELECT 1 FROM timeline.items restricted_item WHERE restricted_item.item_id = ${itemId}
    AND (restricted_item.sensitivity = 'R' OR coalesce(cardinality(restricted_item.restricted), 0) > 0))`;
