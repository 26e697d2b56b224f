import { decideInEmergency, hasRestriction, type GlassBroken } from '#governance';
import { kinRecords, ownFamilyOf, type IdentityState } from '#identity';
import type { OpenedInEmergency } from '#journey';
import type { FamilyId, Uuid } from '#platform';
import { isPermitted, overrideRecordsOf, type ItemFacts } from '#sharing';
import { agreementsOf, type Knowledge } from '../memory/known-facts.js';
import type { Deciding } from './decide.js';

interface Known extends Deciding {
  readonly knowledge: Knowledge;
}

/** For whom a restricted item is open because they broke the glass, and until when. Nobody else may see more by it. */
export function emergenciesOf(known: Known, facts: ItemFacts): readonly OpenedInEmergency[] {
  if (!hasRestriction(facts)) return [];
  const { knowledge, recipients, now, ruleset } = known;
  const persons = facts.people.map(({ person }) => person);
  const asked = {
    ...{ recipients, now, ruleset, agreements: agreementsOf(knowledge, persons) },
    overrides: overrideRecordsOf(knowledge.overrides.naming(facts.item), now),
  };
  return glassesOf(knowledge, facts).flatMap((glass) => {
    const decision = decideInEmergency(facts, glass, asked);
    return decision && isPermitted(decision) ? [{ glass: glass.glass, until: glass.until, decision }] : [];
  });
}

/** The emergency view of its people that ended last. */
export const endedEmergencyOf = ({ knowledge, now }: Known, facts: ItemFacts): Uuid | undefined =>
  glassesOf(knowledge, facts)
    .filter(({ until }) => new Date(until) <= now)
    .sort((one, other) => Date.parse(one.until) - Date.parse(other.until))
    .at(-1)?.glass;

const glassesOf = ({ identity, glasses }: Knowledge, facts: ItemFacts): readonly GlassBroken[] =>
  [...familiesOf(identity, facts)].flatMap((family) => glasses.ofFamily(family));

/** What the families of those whom it is about may be called: after any record of theirs, as who broke the glass knows it. */
const familiesOf = (identity: IdentityState, { people }: ItemFacts): ReadonlySet<FamilyId> => {
  const subjects = people.filter(({ party }) => party === 'SUBJECT').map(({ record }) => record);
  return new Set([...kinRecords(identity, subjects)].map(ownFamilyOf));
};
