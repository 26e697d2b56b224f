import type { AgencyId, ItemId, RecordId } from '#platform';
import { recordIdOf } from '#platform';
import type { StatedRelationship, Subject } from '#contracts';

/** One item's people as its publisher states them. */
export interface StatedItem {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly subjects: readonly Subject[];
  readonly relationships?: readonly StatedRelationship[];
  /** ISO date-time: when the agency recorded it. */
  readonly observedAt: string;
}

export interface StatedRecord {
  readonly record: RecordId;
  readonly subject: Subject;
}

/** The records of the item in the order stated, each once. */
export function recordsStated({ agency, subjects }: StatedItem): readonly StatedRecord[] {
  const found = new Map<RecordId, StatedRecord>();
  for (const subject of subjects) {
    const record = recordIdOf(agency, subject.localId);
    if (!found.has(record)) found.set(record, { record, subject });
  }
  return [...found.values()];
}

export const isProfessional = ({ subject }: StatedRecord): boolean => subject.role === 'professional';
