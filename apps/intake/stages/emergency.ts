import { decideInEmergency, hasRestriction, type GlassBroken } from '#governance';
import { familyOf, ownFamilyOf, personOf, type IdentityState } from '#identity';
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
  familiesOf(identity, facts).flatMap((family) => glasses.ofFamily(family));

/** Of those whom it is about; a person whom nothing has brought to a family yet is one of their own. */
const familiesOf = (identity: IdentityState, { people }: ItemFacts): readonly FamilyId[] => [
  ...new Set(
    people
      .filter(({ party }) => party === 'SUBJECT')
      .map(({ record }) => {
        const person = personOf(identity, record);
        return (person && familyOf(identity, person)) ?? ownFamilyOf(record);
      }),
  ),
];
