import { personOf, recordsOf } from '#identity';
import type { RecordId } from '#platform';
import { agreementsOf, type Knowledge } from '../memory/known-facts.js';
import { isOpening, type Trigger } from './triggers.js';

/**
 * Whose stubs a change may bring up. What is given for a person counts for every record of theirs. A link brings to the
 * person's other records only what was agreed for the record itself; where nothing was, they stand as they stood.
 */
export function recordsConcerned(
  known: Pick<Knowledge, 'identity' | 'agreements'>,
  trigger: Trigger,
): readonly RecordId[] {
  if (!isOpening(trigger)) return [];
  const { record, kind } = trigger;
  const person = personOf(known.identity, record);
  if (person === undefined) return [record];
  const isAgreed = () => agreementsOf(known, [person]).some((each) => each.record === record);
  return kind === 'GIVEN' || isAgreed() ? recordsOf(known.identity, person) : [record];
}
