import type { RecordId } from '#platform';
import { recordIdOf } from '#platform';
import type { Demographics } from './events.js';
import { evolveIdentity } from './evolve-identity.js';
import type { IdentityFact } from './identity-fact.js';
import type { IdentityState } from './identity-state.js';
import { joinFamilies } from './join-families.js';
import { demographicsOf, type Digest } from './record-keys.js';
import { onlyNew } from './stated-fields.js';
import { isProfessional, recordsStated, type StatedItem, type StatedRecord } from './stated-item.js';

export interface Observing {
  readonly digest: Digest;
  readonly now: Date;
  /** Third parties without a basis; nothing of them is taken. */
  readonly redact?: readonly RecordId[];
}

/**
 * Second half, for an item that may be shared, after its subjects were resolved: what is stated of them, how they are
 * related, and which family they belong to. Takes its facts into the state as it goes; append what it returns. The same
 * item again gives nothing, or facts with the same ids.
 */
export function observe(
  state: IdentityState,
  stated: StatedItem,
  { digest, now, redact = [] }: Observing,
): readonly IdentityFact[] {
  const shown = recordsStated(stated).filter(({ record }) => !redact.includes(record));
  const facts: IdentityFact[] = [];
  const take = (fact: IdentityFact) => {
    facts.push(fact);
    evolveIdentity(state, fact);
  };
  for (const each of shown) observationOf(state, stated, each, digest).forEach(take);
  const kin = shown.filter((each) => !isProfessional(each)).map(({ record }) => record);
  relationshipsOf(state, stated, new Set(kin)).forEach(take);
  const joining = { item: stated.item, joinedAt: now.toISOString() };
  return [...facts, ...joinFamilies(state, kin, joining)];
}

/**
 * Once for each item that states something of the record, changed or not: what a viewer sees of a person follows from the
 * items that they may see, so that each must be able to answer for what it states.
 */
function observationOf(
  state: IdentityState,
  { item, agency, observedAt }: StatedItem,
  stated: StatedRecord,
  digest: Digest,
): readonly IdentityFact[] {
  const { record } = stated;
  const known = state.records.get(record);
  if (known?.observedBy.has(item)) return [];
  const whole = demographicsOf(stated.subject, digest);
  const full = isProfessional(stated) ? withoutHousehold(whole) : whole;
  const late = known?.observedAt !== undefined && new Date(observedAt) < new Date(known.observedAt);
  const demographics = late ? { ...onlyNew(full, known.stated), overtaken: statedIn(full) } : full;
  return [{ type: 'RecordObserved', data: { record, agency, item, observedAt, demographics } }];
}

const statedIn = ({ localId: _id, recordClass: _class, ...stated }: Demographics) => stated;

/** A professional's address is a place of work, which makes nobody kin. */
export const withoutHousehold = ({ household: _work, ...rest }: Demographics): Demographics => rest;

function relationshipsOf(
  state: IdentityState,
  { item, agency, relationships = [] }: StatedItem,
  kin: ReadonlySet<RecordId>,
): readonly IdentityFact[] {
  const facts = new Map<string, IdentityFact>();
  for (const { from, to, kind } of relationships) {
    const [record, related] = [recordIdOf(agency, from), recordIdOf(agency, to)];
    const known = state.records.get(record)?.relationships.has(`${related} ${kind} ${item}`) ?? false;
    if (known || record === related || !kin.has(record) || !kin.has(related)) continue;
    facts.set(`${record} ${related} ${kind}`, {
      type: 'RelationshipStated',
      data: { record, related, kind, agency, item },
    });
  }
  return [...facts.values()];
}
