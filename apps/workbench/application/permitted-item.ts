import type { RecordId } from '#platform';
import type { SharedItem } from '#journey';
import type { Decision } from '#sharing';

/** An item that this viewer may see now, and why. */
export interface PermittedItem extends Omit<SharedItem, 'decisions'> {
  readonly decision: Decision;
  /** Where something permitted corrects it: those of whom that is still told. */
  readonly leftTo?: ReadonlySet<RecordId>;
}

/** Neither taken back by its sender nor itself the taking back of another. */
export const isStanding = (item: Pick<PermittedItem, 'retractedBy' | 'retracts'>): boolean =>
  item.retractedBy.length === 0 && item.retracts === undefined;

/** Stands, and nothing that the viewer may see corrects it: who people are follows from such items alone. */
export const isStating = (item: PermittedItem): boolean => isStanding(item) && item.leftTo === undefined;

/** Records that the item is about as far as the viewer may know. */
export const shownSubjects = ({ people, decision, leftTo }: PermittedItem): readonly RecordId[] =>
  people.flatMap(({ party, record }) =>
    party === 'SUBJECT' && !decision.redact.includes(record) && (leftTo?.has(record) ?? true) ? [record] : [],
  );
