import type { Recipient } from '#access';
import { explain, type SourceEvent } from '#contracts';
import { personIdOf } from '#identity';
import { agreementIdOf, itemIdOf, recordIdOf, type AgencyId } from '#platform';
import { isPermitted, type AgreementFacts, type Decision, type ItemFacts } from '#sharing';
import { decideForEach, type Deciding } from '../../intake/stages/decide.js';
import type { DryRunResult, RehearsedDecision } from './dry-run.js';

const AS_STATED =
  'That the agreement named stands now, was given by someone who may, and covers this purpose, every recipient and this type of event, for every person on whose record the item goes.';
const NO_AGREEMENT = 'That no agreement is held: the event names none.';
const NOBODY_ELSE = 'That each person is known only from this event.';

/** Decides from the text alone. Nothing real is looked at, so what only records could tell is assumed, and said. */
export function rehearseItem(
  facts: ItemFacts,
  event: SourceEvent,
  { recipients, ruleset, now }: Deciding,
): DryRunResult {
  const agreements = agreementsNamed(facts, event, recipients, now);
  const decisions = decideForEach({ recipients, ruleset, now }, facts, agreements);
  return {
    id: event.id,
    state: decisions.some(isPermitted) ? 'would-be-shared' : 'would-be-withheld',
    decisions: decisions.map(rehearsed),
    assumes: [agreements.length > 0 ? AS_STATED : NO_AGREEMENT, NOBODY_ELSE],
  };
}

/** The agreement that the event names, as one that stands for each subject. A court's needs no age to be known. */
function agreementsNamed(
  facts: ItemFacts,
  event: SourceEvent,
  recipients: readonly Recipient[],
  now: Date,
): readonly AgreementFacts[] {
  const reference = event.data.sharing.agreement;
  if (reference === undefined) return [];
  const subjects = facts.people.filter(({ party }) => party === 'SUBJECT');
  return subjects.map(({ record, person }) => ({
    agreement: agreementIdOf(facts.agency, reference),
    record,
    person,
    status: 'GIVEN',
    authority: 'COURT',
    purposes: [facts.sharing.purpose],
    recipients: recipients.map(({ recipient }) => recipient),
    categories: [facts.kind, facts.sector],
    exclusions: [],
    givenAt: new Date(now.getTime() - 1_000).toISOString(),
  }));
}

const rehearsed = ({ outcome, row, recipient, purpose, ruleset, reasons }: Decision): RehearsedDecision => ({
  outcome,
  ...(row === undefined ? {} : { row }),
  ...(recipient === undefined ? {} : { recipient }),
  ...(purpose === undefined ? {} : { purpose }),
  ruleset,
  reasons: reasons.map((code) => explain({ code })),
});

/** Everyone in the event, each a person of their own. */
export const strangersOf = (event: SourceEvent, agency: AgencyId) =>
  event.data.subjects.map((subject) => {
    const record = recordIdOf(agency, subject.localId);
    return { subject, record, person: personIdOf(record) };
  });

export const rehearsedItemId = (event: SourceEvent, agency: AgencyId) => itemIdOf(agency, event.id);
