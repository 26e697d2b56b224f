import type { AgencyDirectory } from '#access';
import { REVIEW_ANSWERS, REVIEW_FAULTS, type ReviewAnswer, type ReviewFault } from '#governance';
import type { OverrideKind, Row } from '#sharing';
import { codeOf } from '../../application/reviews/find-review.js';
import { isOpen, type OpenReview, type ReviewedItem } from '../../application/reviews/review-of.js';
import type { GivenAnswer, ReviewPage } from '../../application/reviews/view-review.query.js';
import { dateWords, momentWords } from '../../frame/dates.js';
import { ROW_WORDS } from '../../frame/words.js';
import { ANSWER_WORDS, ASK_QUESTIONS } from '../../oversight/review-words.js';
import { dueOf, isLate } from './review-due.js';

export interface TypedReview {
  readonly answer: string | undefined;
  readonly reason: string;
}

interface Shown {
  readonly typed: TypedReview;
  readonly faults: readonly ReviewFault[];
  readonly directory: AgencyDirectory;
  readonly now: Date;
}

const HINTS: Readonly<Record<ReviewAnswer, string>> = {
  SHARE:
    'Against a refusal a second person has to authorise it. A duty is confirmed by the agency that holds the item. Nothing is shared before.',
  NOT_SHARE: 'Where the duty to share is suggested this needs its own record and a second person.',
  ASK_AGAIN: 'Nothing is shared until the agency that asked has recorded a new answer.',
};

const PLACES: Readonly<Record<ReviewFault, string>> = {
  'REVIEW.ANSWER_MISSING': '#answer',
  'REVIEW.REASON_MISSING': '#reason',
  'REVIEW.NOTHING_OPEN': '#main-content',
};

/** What is asked, by which row, until when; the form, or what was answered and has to follow. */
export function reviewPage({ review, answers }: ReviewPage, { typed, faults, directory, now }: Shown) {
  const { view, team, items } = review;
  const due = dueOf(review);
  const mayAnswer = items.some(isOpen);
  const errors = faults.map((fault) => ({ text: REVIEW_FAULTS[fault], href: PLACES[fault] }));
  return {
    title: 'Review',
    section: `Family ${view.reference}`,
    ...{ failed: errors.length > 0, errors, typed, mayAnswer, family: view.reference },
    faults: Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), { text }])),
    timeline: `/families/${view.family}/timeline`,
    action: `/reviews/${view.family}/${codeOf(team)}`,
    due: `${mayAnswer ? 'An answer is' : 'It was'} due by the end of ${dateWords(due)}.`,
    isLate: mayAnswer && isLate(due, now),
    rows: items.map((item, at) => itemRow(item, at, directory)),
    choices: REVIEW_ANSWERS.map((value) => ({
      ...{ value, text: ANSWER_WORDS[value], hint: { text: HINTS[value] }, checked: typed.answer === value },
    })),
    given: answers.map((each) => answerCard(each, directory)),
    follows: followsOf(review, directory),
  };
}

/** Agency and number, as in a request to override: never a date, a kind or a person. */
function itemRow({ agency, ask, row, answered }: ReviewedItem, at: number, directory: AgencyDirectory) {
  const ground = row && `Row ${row}: ${ROW_WORDS[row as Row].toLowerCase()}.`;
  const standing = answered ? ` Answered: ${ANSWER_WORDS[answered.answer].toLowerCase()}.` : '';
  return pair(
    `Item ${at + 1}, held by ${holderOf(agency, directory).name}`,
    `${ASK_QUESTIONS[ask]} ${ground ?? ''}${standing}`,
  );
}

function answerCard({ answered, words }: GivenAnswer, directory: AgencyDirectory) {
  const { by, at, until, answer } = answered;
  const holder = holderOf(by.agency, directory).name;
  return [
    pair('Answer', ANSWER_WORDS[answer]),
    pair('Answered by', `${words?.name ?? '[erased]'}, ${by.role}, ${holder}`),
    pair('Answered', momentWords(new Date(at))),
    pair('Why', words?.reason ?? '[erased]'),
    pair('Looked at again from', dateWords(new Date(until))),
  ];
}

const RECORDS: readonly (readonly [OverrideKind, string])[] = [
  ['OVERRIDE', 'Ask a second person to override the refusal'],
  ['NOT_SHARING', 'Record the decision not to share'],
];

/** The records that the answers need, begun with their items; and whom to ring about what another agency has to confirm. */
function followsOf(review: OpenReview, directory: AgencyDirectory) {
  const { items } = review;
  const records = RECORDS.flatMap(([kind, text]) => {
    const owed = items.filter(({ owes }) => owes === kind);
    return owed.length === 0 ? [] : [{ text, href: formAddress(review, kind, owed) }];
  });
  const waiting = items.filter(({ answered }) => answered && answered.answer !== 'NOT_SHARE');
  const holders = [...new Set(waiting.filter(({ owes }) => owes === undefined).map(({ agency }) => agency))];
  return { records, desks: holders.map((agency) => deskWords(agency, review, directory)) };
}

function formAddress({ view, team }: OpenReview, kind: OverrideKind, owed: readonly ReviewedItem[]): string {
  const query = new URLSearchParams({ kind, recipients: team });
  for (const { item } of owed) query.append('items', item);
  return `/families/${view.family}/overrides/new?${query.toString()}`;
}

function deskWords(agency: string, { view }: OpenReview, directory: AgencyDirectory): string {
  const { name, desk } = holderOf(agency, directory);
  const whom = desk ? `Tell ${name}: ${desk.name}, ${desk.phone}.` : `Tell ${name}.`;
  return `${whom} Quote ${view.reference}. It has to record it before anything changes.`;
}

const holderOf = (id: string, { agencies }: AgencyDirectory) =>
  agencies.find((agency) => agency.id === id) ?? { name: id, desk: undefined };

const pair = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
