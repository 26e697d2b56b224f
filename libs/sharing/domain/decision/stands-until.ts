import { CLOCK_ALLOWANCE_MS } from '#contracts';
import type { DecisionInput, JudgementFacts, OrderFacts, OverrideRecord, PersonInItem } from '../facts.js';
import type { Parameters } from '../ruleset.js';
import { daysReaching } from '../time/age.js';
import { dayBegins } from '../time/london.js';
import { endOf, instantOf } from '../time/stated-time.js';
import { judgementsOf } from './judgement-fault.js';
import { lastDayFor } from './owed.js';

const DAY = 86_400_000;
/** Nothing that is written down ends later. */
const FARTHEST = Date.UTC(10_000, 0, 1);

type Timed = Pick<DecisionInput, 'item' | 'now' | 'overrides' | 'owing'>;

/**
 * The next moment (ISO) at which time alone may change what is decided now, for any recipient and purpose; undefined
 * where none can. It may come too soon and never too late. Agreements have ends of their own (`endsByClock`). `besides`:
 * other moments (ms) at which something ends.
 */
export function standsUntil(
  timed: Timed,
  parameters: Parameters,
  besides: readonly number[] = [],
): string | undefined {
  const now = timed.now.getTime();
  let next = FARTHEST;
  for (const moment of [...besides, ...momentsOf(timed, parameters)])
    if (moment > now && moment < next) next = moment;
  return next === FARTHEST ? undefined : new Date(next).toISOString();
}

function momentsOf(timed: Timed, parameters: Parameters): readonly number[] {
  const { item, overrides = [] } = timed;
  return [
    ...judgementsOf(item.sharing).flatMap((each) => ofJudgement(each, parameters)),
    ...(item.sharing.orders ?? []).flatMap(ofOrder),
    ...item.people.flatMap((each) => ofPerson(each, parameters)),
    ...overrides.flatMap((each) => ofOverride(each, parameters)),
    ...ofOwing(timed, parameters),
    instantOf(parameters.duty_16LA_from),
    instantOf(parameters.identifier_16LC_from),
    instantOf(parameters.recognisedInterestFrom),
  ];
}

/** What lasts to a moment and at it still does ends just after it. */
const JUST_AFTER = 1;

function ofJudgement(
  { madeAt, reviewBy, withdrawnAt }: JudgementFacts,
  { judgementMaxDays }: Parameters,
): readonly number[] {
  const made = instantOf(madeAt);
  return [
    made - CLOCK_ALLOWANCE_MS,
    made + judgementMaxDays * DAY + JUST_AFTER,
    endOf(reviewBy),
    instantOf(withdrawnAt),
  ];
}

const ofOrder = ({ from, until }: OrderFacts): readonly number[] => [instantOf(from), endOf(until)];

function ofOverride(
  { authorisedAt, reviewBy, withdrawnAt }: OverrideRecord,
  { override }: Parameters,
): readonly number[] {
  const begun = instantOf(authorisedAt);
  const longest = begun + (override?.maxDays ?? 28) * DAY + JUST_AFTER;
  return [begun, longest, endOf(reviewBy), instantOf(withdrawnAt)];
}

/** Nobody's age changes an answer but at these. */
function ofPerson(
  { bornOn, deceasedOn, adoptedOn }: PersonInItem,
  parameters: Parameters,
): readonly number[] {
  const { competenceFrom, ageOfOwnAgreement, ageOfAttorney = ageOfOwnAgreement, childAgeLimit } = parameters;
  const ages = [competenceFrom, ageOfOwnAgreement, ageOfAttorney, childAgeLimit];
  const birthdays = ages.flatMap((age) => daysReaching(age, bornOn)).map(dayBegins);
  return [...birthdays, instantOf(deceasedOn), instantOf(adoptedOn)];
}

function ofOwing({ item, now, owing = [] }: Timed, parameters: Parameters): readonly number[] {
  return owing.flatMap(({ disclosedAt, settledAt }) => {
    const disclosed = instantOf(disclosedAt);
    if (Number.isNaN(disclosed)) return [];
    const last = lastDayFor(disclosed, { item, parameters, now: now.getTime() });
    return [instantOf(settledAt), dayBegins(last + 1)];
  });
}
