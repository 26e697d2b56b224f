import type { AgencyDirectory } from '#access';
import { isMissedApproval, overrideFaultWords, type OverrideStepFault } from '#sharing';
import type { OverridePage } from '../../application/overrides/view-override.query.js';
import { dateWords, momentWords } from '../../frame/dates.js';
import { ROW_WORDS } from '../../frame/words.js';
import { OPENING_WORDS, PROFESSION_WORDS, STANDING_TAGS, TEXT_QUESTIONS } from './override-words.js';

export interface TypedAnswer {
  /** `approve` or `decline`, by item. */
  readonly items: Readonly<Record<string, string | undefined>>;
  readonly line: string | undefined;
  readonly reason: string;
  readonly says: string | undefined;
}

export const NOTHING_TYPED: TypedAnswer = { items: {}, line: undefined, reason: '', says: undefined };

type Pair = readonly [key: string, value: string];

/** One request: all of it, where it stands, and the second person's answer or the form for it. */
export function overridePage(
  page: OverridePage,
  typed: TypedAnswer,
  faults: readonly OverrideStepFault[],
  directory: AgencyDirectory,
) {
  const { state, standing, family, mayAnswer } = page;
  const nameOf = namesIn(directory);
  const errors = faults.map((fault) => ({ text: overrideFaultWords(fault), href: placeOf(fault) }));
  return {
    title: state.kind === 'OVERRIDE' ? 'Override of a refusal' : 'Decision not to share',
    section: `Family ${family}`,
    failed: errors.length > 0,
    errors,
    ...{ family, mayAnswer, mayWithdraw: page.mayWithdraw, tag: STANDING_TAGS[standing] },
    timeline: `/families/${state.family}/timeline`,
    standing: standingWords(page),
    isLate: standing === 'LAPSED' && state.approvalBy !== undefined && !state.authorised,
    rows: rows(recordOf(page, nameOf)),
    answer: rows(answerOf(page, nameOf)),
    action: `/overrides/${state.override}`,
    items: itemNames(page, nameOf).map(({ item, name }) => ({ item, name, value: typed.items[item] })),
    line: typed.line,
    reason: typed.reason,
  };
}

type NameOf = (id: string) => string;

const namesIn =
  ({ agencies, recipients }: AgencyDirectory): NameOf =>
  (id) =>
    agencies.find((agency) => agency.id === id)?.name ??
    recipients.find(({ recipient }) => recipient === id)?.name ??
    id;

function recordOf({ state, words, now }: OverridePage, nameOf: NameOf): readonly Pair[] {
  const { requester, row, recipients, told, kind } = state;
  const erased = '[erased]';
  return [
    ['Asked by', `${words?.requesterName ?? erased}, ${requester.role}, ${nameOf(requester.organisation)}`],
    ['Asked', momentWords(new Date(state.askedAt))],
    ['Reason in law', `${ROW_WORDS[row]} (${row})`],
    [kind === 'OVERRIDE' ? 'For' : 'Kept from', recipients.map(nameOf).join(', ')],
    ...TEXT_QUESTIONS(kind).map(({ name, label }): Pair => [label, words?.[name] ?? erased]),
    ['Is the family told?', told ? 'Yes' : `No. ${words?.whyNotTold ?? erased}`],
    ['Looked at again by', dateWords(new Date(`${state.reviewBy}T12:00:00Z`))],
    ...basisOf(state, now, nameOf),
  ];
}

/** Of what was shared at once: whether the row still holds for those teams. */
function basisOf(state: OverridePage['state'], now: Date, nameOf: NameOf): readonly Pair[] {
  const { approvalBy, row, recipients } = state;
  if (approvalBy === undefined || !isMissedApproval(state, now.getTime())) return [];
  const last = dateWords(new Date(`${approvalBy}T12:00:00Z`));
  const whom = recipients.map(nameOf).join(', ');
  const ended = `Ended with ${last}. ${ROW_WORDS[row]} (${row}) no longer holds for ${whom}.`;
  return [['Basis', `${ended} The items are closed to them unless another row holds.`]];
}

/** Agency, number and why: never what a refused item says. */
function itemNames({ state, words }: OverridePage, nameOf: NameOf) {
  return state.items.map(({ item, agency }, at) => ({
    item,
    name: `Item ${at + 1}, held by ${nameOf(agency)}: ${words?.necessity[item] ?? '[erased]'}`,
  }));
}

function answerOf(page: OverridePage, nameOf: NameOf): readonly Pair[] {
  const { state, answer } = page;
  const given = state.authorised ?? state.refused;
  const declined = state.authorised?.declined ?? [];
  const items = itemNames(page, nameOf).map(({ item, name }): Pair => {
    if (!given) return [name, 'Not answered yet'];
    if (state.refused || declined.includes(item)) return [name, 'Declined'];
    const opening = page.openings.get(item);
    return [name, opening ? `Approved. ${OPENING_WORDS[opening]}` : 'Approved'];
  });
  if (!given) return items;
  const { by, at } = given;
  const who = `${answer?.name ?? '[erased]'}, ${PROFESSION_WORDS[by.profession]}, ${nameOf(by.organisation)}`;
  return [
    ...items,
    ['Answered by', who],
    ['Answered', momentWords(new Date(at))],
    ['Why', answer?.reason ?? '[erased]'],
    ...withdrawalOf(page, nameOf),
  ];
}

function withdrawalOf({ state, withdrawal }: OverridePage, nameOf: NameOf): readonly Pair[] {
  if (!state.withdrawn) return [];
  const { by, at } = state.withdrawn;
  return [
    ['Withdrawn by', `${withdrawal?.name ?? '[erased]'}, ${by.role}, ${nameOf(by.organisation)}`],
    ['Withdrawn', momentWords(new Date(at))],
    ['Why it was withdrawn', withdrawal?.reason ?? '[erased]'],
  ];
}

function standingWords({ state, standing, answer }: OverridePage): string {
  const due = state.approvalBy && dateWords(new Date(`${state.approvalBy}T12:00:00Z`));
  switch (standing) {
    case 'WAITING':
      return `Waiting for a second person. Asked ${momentWords(new Date(state.askedAt))}. ${
        state.kind === 'OVERRIDE' ? 'Nothing is shared yet.' : 'The duty to share stands until then.'
      }`;
    case 'APPROVAL_OWED':
      return `Shared already. Approval is due by the end of ${due ?? ''}. If it does not come, nothing more is shared.`;
    case 'AUTHORISED':
      return 'Authorised. It lasts to the review date.';
    case 'REFUSED':
      return `Declined: ${answer?.reason ?? '[erased]'}`;
    case 'WITHDRAWN':
      return 'Withdrawn. It no longer opens anything.';
    case 'LAPSED':
      return state.authorised
        ? 'The review date has gone by. It no longer opens anything.'
        : 'Approval overdue. Nothing more is shared on it.';
  }
}

const PLACES: Readonly<Partial<Record<OverrideStepFault, string>>> = {
  'OVERRIDE.OWN_LINE': '#line',
  'OVERRIDE.NO_REASON': '#reason',
  'OVERRIDE.WHY_WITHDRAWN_MISSING': '#withdrawal',
};
const placeOf = (fault: OverrideStepFault): string => PLACES[fault] ?? '#items';

const rows = (pairs: readonly Pair[]) =>
  pairs.map(([key, value]) => ({ key: { text: key }, value: { text: value } }));
