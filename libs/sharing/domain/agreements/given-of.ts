import { recordIdOf, type RecordId } from '#platform';
import type { AgreementGiven } from '../agreement-events.js';
import { ageAt, mostAgeAt } from '../time/age.js';
import { instantOf } from '../time/stated-time.js';
import type { AgreementNotice, SealedNotice } from './agreement-notice.js';
import { keptGround } from './kept-ground.js';

type Give = Extract<SealedNotice, { kind: 'GIVE' }>;

/** Optional parts of the record that are kept where they are stated. */
const STATED = [...(['reviewAt', 'groundUntil', 'registeredOn', 'withinTerms', 'express'] as const)] as const;

export function givenOf(notice: Give, expiresAt: string): AgreementGiven {
  const { agreement, reference, agency, record, item, details, sealed } = notice;
  const { authority, purposes, recipients, categories, exclusions } = details;
  const { method, wordingVersion, noticeVersion, givenAt } = details;
  const stated = STATED.flatMap((name) => (details[name] === undefined ? [] : [[name, details[name]]]));
  const ground = keptGround(details.ground);
  return {
    ...{ agreement, reference, agency, record, item, authority },
    ...{ purposes, recipients, categories, exclusions },
    ...{ method, wordingVersion, noticeVersion, givenAt, expiresAt, sealed },
    ...competenceOf(details),
    ...ageThen(notice),
    ...answeredBy(notice, details.givenBy.localId),
    ...(ground === undefined ? {} : { ground }),
    ...(Object.fromEntries(stated) as Partial<AgreementGiven>),
  };
}

/** Worked out while the day of birth is at hand; only the age is kept. */
function ageThen({ bornOn, details }: Give): Pick<AgreementGiven, 'ageThen' | 'ageThenAtMost'> {
  const given = instantOf(details.givenAt);
  const [age, most] = [ageAt(bornOn, given), mostAgeAt(bornOn, given)];
  return age === undefined || most === undefined ? {} : { ageThen: age, ageThenAtMost: most };
}

/** Nobody's name, only their record. */
export const answeredBy = (
  { agency }: Pick<AgreementNotice, 'agency'>,
  localId: string | undefined,
): { readonly answeredBy?: RecordId } =>
  localId === undefined ? {} : { answeredBy: recordIdOf(agency, localId) };

function competenceOf({ competence }: Give['details']): Partial<AgreementGiven> {
  if (competence === undefined) return {};
  const { role, date, result } = competence;
  return {
    competent: result === 'COMPETENT',
    competence: { date, result, ...(role === undefined ? {} : { role }) },
  };
}
