import type { Subject } from '#contracts';
import type { AgencyId, RecordId } from '#platform';
import { familyOf, personOf, recordsOf, type IdentityState } from './identity-state.js';
import { recordKeys, type Digest } from './record-keys.js';

/**
 * Every record of the families that these records' persons belong to; of the persons alone where they have no family
 * yet, and the records themselves where nobody knows whose they are.
 */
export function kinRecords(state: IdentityState, records: Iterable<RecordId>): ReadonlySet<RecordId> {
  const kin = new Set<RecordId>();
  for (const record of records) {
    if (kin.has(record)) continue;
    kin.add(record);
    for (const other of familyRecords(state, record)) kin.add(other);
  }
  return kin;
}

function familyRecords(state: IdentityState, record: RecordId): readonly RecordId[] {
  const person = personOf(state, record);
  if (person === undefined) return [];
  const family = familyOf(state, person);
  const persons = family === undefined ? [person] : (state.families.get(family) ?? [person]);
  return [...persons].flatMap((each) => recordsOf(state, each));
}

/** Records, of any agency, for which the same number, date and name were stated as for the subject. */
export const recordsLike = (
  state: IdentityState,
  subject: Subject,
  agency: AgencyId,
  digest: Digest,
): readonly RecordId[] =>
  recordKeys(subject, agency, digest).identity.flatMap((key) => [...(state.recordsByKey.get(key) ?? [])]);
