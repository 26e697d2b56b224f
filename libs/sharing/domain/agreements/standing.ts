import type { AgreementId } from '#platform';
import type { AgreementFacts, PersonInItem } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import type { Parameters } from '../ruleset.js';
import { hasBegun, instantOf, lastDayAfterMonths, lastInstantOf, lastsAt } from '../time/stated-time.js';
import { londonDay } from '../time/london.js';
import { authorityFault } from './authority.js';
import { coversMatter, namesKind, type Matter } from './coverage.js';
import { areTwoMinds, counts } from './parental.js';

/** How one person's agreements stand towards one matter. */
export type Standing =
  | { readonly agreed: true; readonly agreements: readonly AgreementId[]; readonly namesKind: boolean }
  | { readonly agreed: false; readonly reason: SharingReason; readonly barred: boolean };

/** Everything but the agreements and the person; the same for all persons of a decision. */
export interface StandingQuestion {
  readonly matter: Matter;
  readonly parameters: Parameters;
  readonly now: number;
}

const notAgreed = (reason: SharingReason, barred = false): Standing => ({ agreed: false, reason, barred });

/**
 * A refusal or withdrawal stands until agreement is given after it, and what was agreed before it never shares again, though
 * it lasts. Of several live agreements the narrower wins.
 */
export function standingOf(
  person: PersonInItem,
  agreements: readonly AgreementFacts[],
  question: StandingQuestion,
): Standing {
  const theirs = agreements.filter((each) => each.person === person.person || each.record === person.record);
  const own = theirs.filter(
    (each) =>
      each.status !== 'SUPERSEDED' && (each.status === 'GIVEN' || counts(each, person, question.parameters)),
  );
  if (own.length === 0) return notAgreed('AGREEMENT.NOT_ASKED');
  const bar = standingBar(own, person, question);
  if (bar) return notAgreed(bar, true);
  const live = own.filter((each) => faultOf(each, person, question) === undefined);
  const said = theirs.flatMap((each) => noesOf(each, person, question));
  const sharing = live.filter(({ givenAt }) => said.every((no) => instantOf(givenAt) > lastInstantOf(no)));
  if (sharing.length === 0) return notAgreed(firstFault(own, person, question));
  return coverageOf(live, sharing, question.matter);
}

/** What lives narrows, whenever it was given; only `sharing` is what is stood on. */
function coverageOf(
  live: readonly AgreementFacts[],
  sharing: readonly AgreementFacts[],
  matter: Matter,
): Standing {
  if (!live.every((each) => coversMatter(each, matter))) return notAgreed('AGREEMENT.NOT_COVERED');
  return {
    agreed: true,
    agreements: sharing.map((each) => each.agreement),
    namesKind: sharing.some((each) => namesKind(each, matter)),
  };
}

/** When somebody said no who may, whether or not a yes lifted it since. */
const noesOf = (
  agreement: AgreementFacts,
  person: PersonInItem,
  { parameters, now }: StandingQuestion,
): readonly (string | undefined)[] => {
  const { endedAt, revivedAfter: last } = agreement;
  const isSaid = last !== undefined && !(instantOf(last) > now);
  const noes = [
    ...(agreement.status !== 'SUPERSEDED' && hasEnded(agreement, now) ? [endedAt] : []),
    ...(isSaid ? [last] : []),
  ];
  return counts({ ...agreement, ...(isSaid && { endedAt: last }) }, person, parameters) ? noes : [];
};

function standingBar(
  own: readonly AgreementFacts[],
  person: PersonInItem,
  question: StandingQuestion,
): SharingReason | undefined {
  const standing = own.filter(
    (each) => hasEnded(each, question.now) && !isLifted(each, own, person, question),
  );
  if (standing.length === 0) return undefined;
  if (standing.some((each) => isDisputed(each, own, person, question))) return 'AGREEMENT.DISAGREEMENT';
  return standing.some((each) => each.status === 'REFUSED') ? 'AGREEMENT.REFUSED' : 'AGREEMENT.WITHDRAWN';
}

/** Somebody else who may answer says yes at the same time. */
function isDisputed(
  ended: AgreementFacts,
  own: readonly AgreementFacts[],
  person: PersonInItem,
  { parameters, now }: StandingQuestion,
): boolean {
  return own.some(
    (each) =>
      each.status === 'GIVEN' &&
      hasBegun(each.givenAt, now) &&
      lasts(each, parameters, now) &&
      areTwoMinds(ended, each, person, parameters, now),
  );
}

/** A refusal acts at once; a withdrawal from its date, at once where none can be read. */
function hasEnded(agreement: AgreementFacts, now: number): boolean {
  if (agreement.status === 'GIVEN') return false;
  return agreement.status === 'REFUSED' || !(instantOf(agreement.endedAt) > now);
}

function isLifted(
  ended: AgreementFacts,
  own: readonly AgreementFacts[],
  person: PersonInItem,
  { parameters, now }: StandingQuestion,
): boolean {
  const end = lastInstantOf(ended.endedAt);
  return own.some((each) => {
    const after = each.status === 'GIVEN' && instantOf(each.givenAt) > end && hasBegun(each.givenAt, now);
    if (!after || areTwoMinds(ended, each, person, parameters, now)) return false;
    return authorityFault(each, person, parameters, now) === undefined;
  });
}

/** Why an agreement is not live now; undefined where it is. */
function faultOf(
  agreement: AgreementFacts,
  person: PersonInItem,
  { parameters, now }: StandingQuestion,
): SharingReason | undefined {
  if (hasEnded(agreement, now)) return 'AGREEMENT.WITHDRAWN';
  if (!hasBegun(agreement.givenAt, now)) return 'AGREEMENT.NOT_YET_GIVEN';
  if (!lasts(agreement, parameters, now)) return 'AGREEMENT.EXPIRED';
  return authorityFault(agreement, person, parameters, now);
}

/** To its written end, or for the default period where none is written. */
function lasts(agreement: AgreementFacts, parameters: Parameters, now: number): boolean {
  if (agreement.expiresAt !== undefined) return lastsAt(agreement.expiresAt, now);
  const last = lastDayAfterMonths(agreement.givenAt, parameters.agreementDefaultMonths);
  return last !== undefined && londonDay(now) <= last;
}

function firstFault(
  own: readonly AgreementFacts[],
  person: PersonInItem,
  question: StandingQuestion,
): SharingReason {
  const faults = own.map((each) => faultOf(each, person, question));
  const told = faults.find((fault) => fault !== undefined && fault !== 'AGREEMENT.WITHDRAWN');
  return told ?? 'AGREEMENT.WITHDRAWN';
}
