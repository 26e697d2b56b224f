import { personOf, recordsOf } from '#identity';
import type { AgreementId, RecordId } from '#platform';
import { agreementsOf, type Knowledge } from '../memory/known-facts.js';
import { isOfRecord, type Trigger } from './triggers.js';

type Known = Pick<Knowledge, 'identity' | 'agreements'>;

/**
 * Whose items a change may alter. What is agreed or ended for a person counts for every record of theirs. A link brings to
 * the person's other records only what was agreed for the record itself; where nothing was, they stand as they stood.
 */
export function recordsConcerned(known: Known, trigger: Trigger): readonly RecordId[] {
  if (!isOfRecord(trigger)) return [];
  const { record, kind } = trigger;
  const person = personOf(known.identity, record);
  if (person === undefined) return [record];
  const isAgreed = () => statedFor(known, record).length > 0;
  return kind !== 'LINKED' || isAgreed() ? recordsOf(known.identity, person) : [record];
}

/** Agreements that no longer are whose they were: what stands on one may be about a person whom its record has left. */
export function agreementsConcerned(known: Known, trigger: Trigger): readonly AgreementId[] {
  switch (trigger.kind) {
    case 'ENDED':
      return [trigger.agreement];
    case 'LINKED':
      return statedFor(known, trigger.record);
    default:
      return [];
  }
}

const statedFor = (known: Known, record: RecordId): readonly AgreementId[] => {
  const person = personOf(known.identity, record);
  const agreements = person === undefined ? [] : agreementsOf(known, [person]);
  return agreements.filter((each) => each.record === record).map(({ agreement }) => agreement);
};
