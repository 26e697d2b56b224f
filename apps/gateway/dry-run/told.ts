import { explain } from '#contracts';
import type { RehearsedDecision } from '#journey';
import type { AgreementFacts, Decision } from '#sharing';

export const AS_STATED =
  'That the agreement named stands now, was given by someone who may, and covers this purpose, every recipient and this type of event, for every person on whose record the item goes, in express words where they had a real choice.';
const NO_AGREEMENT = 'That no agreement is held: the event names none.';
const STATED_HERE = 'That no agreement is held but those that the events before it state.';
export const NOBODY_ELSE = 'That each person is known only from these events.';
export const AGREEMENT_HELD = 'That the agreement which it speaks of is held: none before it states it.';
export const NOTICE_ASSUMES = ['That no later notice about the same agreement is held.'];

export const assumptionOf = (stated: readonly AgreementFacts[]): string =>
  stated.length > 0 ? STATED_HERE : NO_AGREEMENT;

/** The reasons are told in full: they follow from the text alone. */
export const rehearsed = (decision: Decision): RehearsedDecision => {
  const { outcome, row, recipient, purpose, ruleset, reasons } = decision;
  return {
    outcome,
    ...(row === undefined ? {} : { row }),
    ...(recipient === undefined ? {} : { recipient }),
    ...(purpose === undefined ? {} : { purpose }),
    ruleset,
    reasons: reasons.map((code) => explain({ code })),
  };
};
