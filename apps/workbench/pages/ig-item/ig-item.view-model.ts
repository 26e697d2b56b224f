import type { AnswerNow, Considered } from '#governance';
import { isPermitted, type ClockEnd, type Decision, type JudgementFacts, type RowExplained } from '#sharing';
import { dateWords, momentWords } from '../../frame/dates.js';
import { JUDGEMENT_WORDS, PURPOSE_WORDS, ROW_WORDS } from '../../frame/words.js';
import {
  basesFields,
  field,
  groundWords,
  kindWords,
  modifierWords,
  outcomeTag,
  reasonsInWords,
} from '../../oversight/decision-words.js';
import type { AuditedItem } from '../../oversight/item-reads.js';
import { personCode } from '../ig-people/person-code.js';
import { agreementReference, overrideReference } from '../item/why-shared.js';

type NameOf = (code: string) => string;

/** Why an item may be seen, by whom, since when, and what would change it. */
export function itemPage(item: AuditedItem, nameOf: NameOf, now: Date) {
  return {
    title: `Why it may be seen: ${kindWords(item)}`,
    section: 'Oversight',
    fields: [
      field('Published by', nameOf(item.agency)),
      field('State', STATE_WORDS[item.state]),
      ...(item.takenBack
        ? [field('Taken back', 'Its sender took it back. Nobody is shown what it says.')]
        : []),
      field('Sent for', item.sentFor ? PURPOSE_WORDS[item.sentFor] : 'Not kept'),
      ...item.judgements.map((each) => field('Judgement', judgementWords(each))),
    ],
    persons: item.persons.map((person) => ({
      href: `/ig/people/${person}`,
      text: `Person ${personCode(person)}`,
    })),
    asAt: momentWords(now),
    ruleset: item.ruleset,
    answers: item.answers.map((answer) => answerRow(answer, nameOf)),
    cards: item.answers.filter(({ asSent }) => asSent).map((answer) => cardOf(answer, nameOf)),
    lastReasons: item.answers.length === 0 ? reasonsInWords(lastReasons(item.history)) : [],
    history: item.history.toReversed().flatMap((each) => historyRows(each, nameOf)),
  };
}

const STATE_WORDS: Readonly<Record<AuditedItem['state'], string>> = {
  SHARED: 'Shared with at least one team',
  WITHHELD: 'Withheld: no basis. Nothing of its content is kept',
  CEASED: 'No longer shared. Its content stays sealed',
};

/** Role and organisation; who they are and what they wrote stay sealed. */
const judgementWords = ({ kind, role, organisation, madeAt, reviewBy }: JudgementFacts): string =>
  `${JUDGEMENT_WORDS[kind]}, judged by ${role}, ${organisation}, ${dated(madeAt)}; to be reviewed by ${dated(reviewBy)}`;

const dated = (text: string): string => {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? 'a date that cannot be read' : dateWords(at);
};

const answerRow = ({ recipient, purpose, decision, asSent }: AnswerNow, nameOf: NameOf) => ({
  recipient: nameOf(recipient),
  purpose: PURPOSE_WORDS[purpose],
  asSent,
  tag: outcomeTag(decision),
  ground: groundWords(decision),
  agreements: agreementLinks(decision),
});

const agreementLinks = ({ standsOn }: Pick<Decision, 'standsOn'>) =>
  standsOn.map((id) => ({ href: `/ig/agreements/${id}`, text: agreementReference(id) }));

function cardOf({ recipient, purpose, decision, missing, rows }: AnswerNow, nameOf: NameOf) {
  return {
    heading: nameOf(recipient),
    purpose: PURPOSE_WORDS[purpose],
    tag: outcomeTag(decision),
    fields: [
      field('Row', groundWords(decision)),
      field('Modifiers that fired', modifierWords(decision.modifiers)),
      ...basesFields(decision.bases),
      field(
        'Other rows that match',
        decision.alsoMatches.map((row) => `${row}: ${ROW_WORDS[row]}`).join('; ') || 'None',
      ),
    ],
    permitted: isPermitted(decision),
    missing: reasonsInWords(missing),
    agreements: agreementLinks(decision),
    tried: rows.map((row) => ({
      row: `${row.row}: ${ROW_WORDS[row.row]}`,
      matches: row.matches ? 'Matches' : 'Does not match',
      lacks: lacksOf(row),
    })),
  };
}

/** A condition without a sentence of its own is named as the rule set names it. */
function lacksOf({ missing, unmet, shutBy }: RowExplained): readonly string[] {
  const sentences = reasonsInWords(missing).map(({ sentence }) => sentence);
  const named = sentences.length > 0 ? sentences : unmet.map((name) => `Condition not met: ${name}`);
  return [...named, ...shutBy.map((id) => `Shut by ${id}`)];
}

const lastReasons = (history: readonly Considered[]): readonly string[] => [
  ...new Set(
    history.findLast(({ decisions }) => decisions.length > 0)?.decisions.flatMap(({ reasons }) => reasons),
  ),
];

export const WHAT_WORDS: Readonly<Record<Considered['what'], string>> = {
  ItemShared: 'Arrived, and shared',
  ItemWithheld: 'Arrived, and withheld',
  ItemReleased: 'Decided again, and released',
  ItemCeased: 'Decided again, and ceased',
  ItemDecidedAgain: 'Decided again, and still shared',
  ContentAsked: 'Its content had gone from the feed: asked for from its agency',
  ContentGiven: 'Its content was published again',
};

/** Why it was decided again: an agreement, an override, time, or several of them. */
const becauseOf = ({ agreement, override, clock }: Considered['because']) => ({
  agreement: agreement && {
    href: `/ig/agreements/${agreement}`,
    text: `Agreement ${agreementReference(agreement)}`,
  },
  override: override && `Override ${overrideReference(override)}`,
  clock: clock && CLOCK_WORDS[clock],
});

const CLOCK_WORDS: Readonly<Record<ClockEnd, string>> = {
  EXPIRED: 'Its last day was over',
  AUTHORITY_ENDED: 'Who gave it may no longer answer',
  WITHDRAWAL_DUE: 'Its withdrawal took effect',
  LAPSED: 'By time alone: for example a judgement or an order ended',
};

/** One row for each decision; one without an answer where nothing was decided. */
const historyRows = ({ what, at, decisions, because }: Considered, nameOf: NameOf) =>
  decisions.length === 0
    ? [{ at: momentWords(at), what: WHAT_WORDS[what] }]
    : decidedRows({ what, at, decisions, because }, nameOf);

const decidedRows = ({ what, at, decisions, because }: Considered, nameOf: NameOf) =>
  decisions.map((decision) => ({
    at: momentWords(at),
    what: what === 'ItemDecidedAgain' && !decisions.some(isPermitted) ? 'Decided again' : WHAT_WORDS[what],
    ...becauseOf(because),
    recipient: decision.recipient ? nameOf(decision.recipient) : 'Nobody named',
    tag: outcomeTag(decision),
    ground: groundWords(decision),
    ruleset: decision.ruleset,
  }));
