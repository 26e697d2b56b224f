import type { AgreementFacts, PersonInItem } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import type { Parameters } from '../ruleset.js';
import { ageIsKnown, surelyReached, surelyUnder } from '../time/age.js';
import { instantOf } from '../time/stated-time.js';
import { holderFault } from './parental.js';

type Person = Pick<PersonInItem, 'bornOn' | 'adoptedOn'>;

/** Why whoever gave the agreement may not give it for this person now; undefined where the authority holds. */
export function authorityFault(
  agreement: AgreementFacts,
  person: Person,
  parameters: Parameters,
  now: number,
): SharingReason | undefined {
  switch (agreement.authority) {
    case 'SELF':
      return selfFault(agreement, person, parameters);
    case 'PR':
      return (
        parentFault(agreement, person, parameters, now) ?? holderFault(agreement, person, parameters, now)
      );
    case 'COURT':
      return undefined;
    case 'ATTORNEY':
      return attorneyFault(agreement, person, parameters, now);
    case 'BEST_INTERESTS':
      return bestInterestsFault(agreement, person, parameters, now);
  }
}

/** Capacity is presumed from 16; a younger child must have been found competent. Adults' birth dates are often unstated. */
function selfFault(
  agreement: AgreementFacts,
  person: Person,
  parameters: Parameters,
): SharingReason | undefined {
  if (agreement.competent === false) return 'AGREEMENT.NOT_COMPETENT';
  if (agreement.competent === true || !ageIsKnown(person.bornOn)) return undefined;
  if ((agreement.ageThen ?? 0) >= parameters.ageOfOwnAgreement) return undefined;
  const given = instantOf(agreement.givenAt);
  return surelyReached(parameters.ageOfOwnAgreement, person.bornOn, given)
    ? undefined
    : 'AGREEMENT.COMPETENCE_NOT_RECORDED';
}

function parentFault(
  agreement: AgreementFacts,
  person: Person,
  parameters: Parameters,
  now: number,
): SharingReason | undefined {
  if (!ageIsKnown(person.bornOn)) return 'AGREEMENT.AGE_NOT_KNOWN';
  if (!surelyUnder(parameters.ageOfOwnAgreement, person.bornOn, now)) return 'AGREEMENT.AUTHORITY_ENDED';
  if (agreement.competent === true) return 'AGREEMENT.CHILD_ANSWERS';
  return wasYoung(agreement, person, parameters) || agreement.competent === false
    ? undefined
    : 'AGREEMENT.COMPETENCE_NOT_RECORDED';
}

/** Below the age at which competence has to be recorded, by the day stated with the agreement or by the month. */
function wasYoung(agreement: AgreementFacts, { bornOn }: Person, { competenceFrom }: Parameters): boolean {
  const { ageThenAtMost, givenAt } = agreement;
  if (ageThenAtMost !== undefined && ageThenAtMost < competenceFrom) return true;
  return surelyUnder(competenceFrom, bornOn, instantOf(givenAt));
}

/** An attorney or deputy answers within the appointment, for someone old enough who lacks capacity. */
function attorneyFault(
  agreement: AgreementFacts,
  person: Person,
  { ageOfAttorney }: Parameters,
  now: number,
): SharingReason | undefined {
  if (ageOfAttorney === undefined) return undefined;
  if (agreement.withinTerms !== true) return 'AGREEMENT.OUTSIDE_TERMS';
  return insteadFault(agreement, person, ageOfAttorney, now);
}

/** Nobody else answers: a decision in the person's best interests, lack of capacity on record. */
function bestInterestsFault(
  agreement: AgreementFacts,
  person: Person,
  { ageOfAttorney }: Parameters,
  now: number,
): SharingReason | undefined {
  if (ageOfAttorney === undefined || agreement.competent === undefined)
    return 'AGREEMENT.CAPACITY_NOT_RECORDED';
  return insteadFault(agreement, person, ageOfAttorney, now);
}

function insteadFault(
  agreement: AgreementFacts,
  person: Person,
  age: number,
  now: number,
): SharingReason | undefined {
  if (agreement.competent === true) return 'AGREEMENT.HAS_CAPACITY';
  const young = ageIsKnown(person.bornOn) && !surelyReached(age, person.bornOn, now);
  return young ? 'AGREEMENT.TOO_YOUNG' : undefined;
}
