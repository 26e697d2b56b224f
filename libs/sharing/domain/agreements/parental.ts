import type { AgreementFacts, PersonInItem } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import type { ParentalRules, Parameters } from '../ruleset.js';
import { surelyReached } from '../time/age.js';
import { instantOf, lastsAt } from '../time/stated-time.js';

type Person = Pick<PersonInItem, 'bornOn' | 'adoptedOn'>;

/** Why whoever answered as a parent holds no parental responsibility now; undefined where they do. */
export function holderFault(
  agreement: AgreementFacts,
  person: Person,
  { parental }: Parameters,
  now: number,
): SharingReason | undefined {
  if (parental === undefined) return undefined;
  if (endedByAdoption(agreement, person, now)) return 'AGREEMENT.ADOPTED';
  if (!hasGround(agreement, parental)) return 'AGREEMENT.NOT_HOLDER';
  const { groundUntil } = agreement;
  const ended = groundUntil !== undefined && !lastsAt(groundUntil, now);
  return ended ? 'AGREEMENT.HOLDER_NO_LONGER' : undefined;
}

/** Adoption ends what was given before it; an adopter answers from then on. */
function endedByAdoption({ ground, givenAt }: AgreementFacts, { adoptedOn }: Person, now: number): boolean {
  if (adoptedOn === undefined || ground === 'ADOPTION') return false;
  const adopted = instantOf(adoptedOn);
  return !(adopted > now) && !(instantOf(givenAt) >= adopted);
}

/** A ground that is not stated is taken as one that holds: agencies say "parental responsibility" and mean it. */
function hasGround({ ground, registeredOn }: AgreementFacts, rules: ParentalRules): boolean {
  if (ground === undefined) return true;
  if (!rules.grounds.includes(ground)) return false;
  if (ground !== 'REGISTERED_FATHER') return true;
  return instantOf(registeredOn) >= instantOf(rules.fatherRegisteredFrom);
}

/** Whether a no counts at all. The view of someone who may not answer is noted and decides nothing. */
export function counts(agreement: AgreementFacts, person: Person, parameters: Parameters): boolean {
  const { parental, ageOfOwnAgreement } = parameters;
  if (parental === undefined || agreement.authority !== 'PR') return true;
  if (!hasGround(agreement, parental)) return false;
  return !surelyReached(ageOfOwnAgreement, person.bornOn, instantOf(agreement.endedAt));
}

/**
 * Whether an answer is another's, which no later yes of one's own lifts: of two holders, or of a child under 16 and a
 * parent. Between them a person decides.
 */
export function areTwoMinds(
  one: AgreementFacts,
  other: AgreementFacts,
  person: Person,
  parameters: Parameters,
  now: number,
): boolean {
  const { parental, ageOfOwnAgreement } = parameters;
  if (parental === undefined || surelyReached(ageOfOwnAgreement, person.bornOn, now)) return false;
  const authorities = [one.authority, other.authority];
  if (!authorities.every((each) => each === 'SELF' || each === 'PR')) return false;
  if (![one, other].every((each) => mayStillAnswer(each, person, parameters, now))) return false;
  if (one.authority !== other.authority) return true;
  return one.by !== undefined && other.by !== undefined && one.by !== other.by;
}

/** Only holders can disagree: what somebody said who is none, or no more, is no mind of its own. */
function mayStillAnswer(each: AgreementFacts, person: Person, parameters: Parameters, now: number): boolean {
  if (each.authority !== 'PR') return true;
  const { endedAt } = each;
  const said = each.status === 'GIVEN' || endedAt === undefined ? each : { ...each, givenAt: endedAt };
  return holderFault(said, person, parameters, now) === undefined;
}
