import type { AgencyId, ItemId } from '#platform';
import type { OverrideKind, Row } from '#sharing';
import { isStanding } from '../permitted-item.js';
import type { FamilyView } from '../family-view.js';

/** An item that a request may name. Only what the viewer may know of. */
export interface Overridable {
  readonly item: ItemId;
  readonly agency: AgencyId;
  /** Of one that the viewer sees: what it is, on which row, and by which days records are owed for it. */
  readonly shown?: {
    readonly type: string;
    readonly occurredAt: Date;
    readonly row: Row | undefined;
    readonly owedBy: readonly string[];
  };
}

/**
 * To override: what is held back, and what is shown already and owes a record. To share nothing under the duty: all
 * that the viewer knows of.
 */
export function overridable(view: FamilyView, kind: OverrideKind): readonly Overridable[] {
  const shown = view.items.filter(isStanding).map((each): Overridable => {
    const { item, agency, type, occurredAt, decision } = each;
    const owedBy = (decision.owes ?? []).map(({ by }) => by);
    return { item, agency, shown: { type, occurredAt, row: decision.row, owedBy } };
  });
  const named = kind === 'OVERRIDE' ? shown.filter((each) => each.shown?.owedBy.length !== 0) : shown;
  return [...view.held, ...named];
}
