import type { IdentityFact } from '#identity';
import { mapSealing, nothingToSeal, sealing, type Sealing } from './sealing.js';

interface Fact {
  readonly type: IdentityFact['type'];
  readonly data: unknown;
}

/** As stored: what is personal sealed under the record's class P key, with the record as context. */
export function sealFact(fact: IdentityFact): Sealing<Fact> {
  const { type, data } = fact;
  if (type !== 'RecordSighted' && type !== 'RecordObserved') return nothingToSeal(fact);
  const { record, agency, item } = data;
  const seen = type === 'RecordObserved' ? { observedAt: data.observedAt } : {};
  const value = type === 'RecordObserved' ? data.demographics : data.matchKeys;
  const envelope = sealing({ record, recordClass: 'P', context: record, value }, (sealed) => sealed);
  return mapSealing(envelope, (sealed) => ({ type, data: { record, agency, item, ...seen, sealed } }));
}
