import type { ItemId } from '#platform';
import type { Sealed } from '#vault';
import { AUTHORISER_PROFESSIONS, type AuthoriserProfession } from '../facts/override.js';
import { instantOf } from '../time/stated-time.js';
import type { OverrideAsked, OverrideEvent, OverridePerson, OverrideWords } from './override-events.js';
import { OVERRIDE_FAULTS, overrideFaults, type OverrideFault } from './override-faults.js';
import { standingOfOverride, type OverrideState } from './override-state.js';

/** Why asking or answering is not taken, besides what a record may lack. */
export const OVERRIDE_STEP_FAULTS = {
  'OVERRIDE.REVIEW_TOO_FAR': 'The review date is further ahead than an override may last.',
  'OVERRIDE.NOT_ASKED': 'Nobody asked for this.',
  'OVERRIDE.ALREADY_ASKED': 'This was asked for already.',
  'OVERRIDE.ALREADY_ANSWERED': 'Somebody answered this already.',
  'OVERRIDE.TOO_LATE': 'The day by which it had to be answered has gone by.',
  'OVERRIDE.ANSWER_MISSING':
    'Press one of the two buttons: authorise what is approved, or decline all of it.',
  'OVERRIDE.NO_REASON': 'Why it is authorised or refused is not recorded.',
  'OVERRIDE.ITEM_NOT_ANSWERED': 'Not every item is approved or declined.',
  'OVERRIDE.NOTHING_APPROVED': 'No item is approved; refuse the whole instead.',
  'OVERRIDE.NOTHING_TO_WITHDRAW': 'Nothing stands on it, so there is nothing to withdraw.',
  'OVERRIDE.NOT_YOURS': 'Only who asked for it, or somebody who may authorise, can withdraw it.',
  'OVERRIDE.WHY_WITHDRAWN_MISSING': 'Why it is withdrawn is not recorded.',
} as const;
export type OverrideStepFault = OverrideFault | keyof typeof OVERRIDE_STEP_FAULTS;

export const overrideFaultWords = (fault: OverrideStepFault): string =>
  ({ ...OVERRIDE_FAULTS, ...OVERRIDE_STEP_FAULTS })[fault];

export interface OverrideLimits {
  readonly maxDays: number;
  readonly authorisers: readonly AuthoriserProfession[];
}

export const OVERRIDE_LIMITS: OverrideLimits = { maxDays: 28, authorisers: AUTHORISER_PROFESSIONS };

/** What is asked, with its words in the clear so that it can be told what they lack. */
export interface OverrideDraft extends Omit<OverrideAsked, 'sealed' | 'told'> {
  readonly told: boolean | undefined;
  readonly words: OverrideWords;
}

export interface OverrideAnswerGiven {
  readonly by: OverridePerson & {
    readonly name: string;
    readonly profession?: AuthoriserProfession | undefined;
    readonly inRequestersLine?: boolean | undefined;
  };
  readonly reason: string;
  readonly at: string;
}

export interface OverrideWithdrawal {
  readonly by: OverridePerson & { readonly profession?: AuthoriserProfession | undefined };
  readonly reason: string;
  readonly at: string;
}

export type OverrideCommand =
  | { readonly kind: 'ASK'; readonly draft: OverrideDraft; readonly sealed: Sealed }
  | {
      readonly kind: 'AUTHORISE';
      readonly answer: OverrideAnswerGiven;
      readonly approved: readonly ItemId[];
      readonly declined: readonly ItemId[];
      readonly sealed: Sealed;
    }
  | { readonly kind: 'REFUSE'; readonly answer: OverrideAnswerGiven; readonly sealed: Sealed }
  | { readonly kind: 'WITHDRAW'; readonly withdrawal: OverrideWithdrawal; readonly sealed: Sealed };

export type OverrideOutcome =
  | { readonly ok: true; readonly events: readonly OverrideEvent[] }
  | { readonly ok: false; readonly faults: readonly OverrideStepFault[] };

const DAY = 86_400_000;
const OF_THE_AUTHORISER: readonly OverrideFault[] = [
  'OVERRIDE.AUTHORISER_INCOMPLETE',
  'OVERRIDE.SAME_PERSON',
  'OVERRIDE.OWN_LINE',
  'OVERRIDE.PROFESSION',
];

const refused = (...faults: readonly OverrideStepFault[]): OverrideOutcome => ({ ok: false, faults });
const raised = (event: OverrideEvent): OverrideOutcome => ({ ok: true, events: [event] });

/** Pure: what follows from a command where the request stands as it does. */
export function decideOverride(
  command: OverrideCommand,
  state: OverrideState | undefined,
  limits: OverrideLimits = OVERRIDE_LIMITS,
): OverrideOutcome {
  if (command.kind === 'ASK') return ask(command, state, limits);
  if (state === undefined) return refused('OVERRIDE.NOT_ASKED');
  if (command.kind === 'WITHDRAW') return withdraw(command, state, limits);
  if (state.authorised || state.refused) return refused('OVERRIDE.ALREADY_ANSWERED');
  const faults = answerFaults(command, state, limits);
  const { profession } = command.answer.by;
  if (faults.length > 0 || profession === undefined) return refused(...faults);
  return raised(answered(command, profession, state));
}

/** Everything that a request lacks, in the order of its form. */
export function askFaults(draft: OverrideDraft, limits = OVERRIDE_LIMITS): readonly OverrideStepFault[] {
  const { words, items, askedAt, told, ...rest } = draft;
  const record = {
    ...{ ...rest, ...words, authorisedAt: askedAt },
    ...(told === undefined ? {} : { told }),
    items: items.map(({ item }) => ({ item, necessity: words.necessity[item] ?? '' })),
    requester: { ...draft.requester, name: words.requesterName },
  };
  const lacking = overrideFaults(record).filter((fault) => !OF_THE_AUTHORISER.includes(fault));
  return isTooFar(draft.reviewBy, askedAt, limits) ? [...lacking, 'OVERRIDE.REVIEW_TOO_FAR'] : lacking;
}

const isTooFar = (reviewBy: string, askedAt: string, { maxDays }: OverrideLimits): boolean =>
  instantOf(reviewBy) > instantOf(askedAt) + maxDays * DAY;

function ask(
  { draft, sealed }: Extract<OverrideCommand, { kind: 'ASK' }>,
  state: OverrideState | undefined,
  limits: OverrideLimits,
): OverrideOutcome {
  if (state) return refused('OVERRIDE.ALREADY_ASKED');
  const faults = askFaults(draft, limits);
  if (faults.length > 0) return refused(...faults);
  const { override, kind, row, family, items, recipients, requester, reviewBy, approvalBy, askedAt } = draft;
  const data: OverrideAsked = {
    ...{ override, kind, row, family, items, recipients, requester, reviewBy, askedAt, sealed },
    told: draft.told === true,
    ...(approvalBy === undefined ? {} : { approvalBy }),
  };
  return raised({ type: 'OverrideAsked', data });
}

type Answering = Extract<OverrideCommand, { answer: OverrideAnswerGiven }>;

function answerFaults(
  command: Answering,
  state: OverrideState,
  limits: OverrideLimits,
): readonly OverrideStepFault[] {
  const { by, reason, at } = command.answer;
  const checks: readonly (readonly [OverrideStepFault, boolean])[] = [
    ['OVERRIDE.TOO_LATE', standingOfOverride(state, instantOf(at)) !== 'LAPSED'],
    [
      'OVERRIDE.AUTHORISER_INCOMPLETE',
      [by.name, by.role, by.organisation].every((text) => text.trim() !== ''),
    ],
    ['OVERRIDE.SAME_PERSON', by.person !== state.requester.person],
    ['OVERRIDE.OWN_LINE', by.inRequestersLine === false],
    ['OVERRIDE.PROFESSION', by.profession !== undefined && limits.authorisers.includes(by.profession)],
    ['OVERRIDE.NO_REASON', reason.trim() !== ''],
  ];
  const lacking = checks.flatMap(([fault, met]) => (met ? [] : [fault]));
  return command.kind === 'REFUSE' ? lacking : [...lacking, ...itemFaults(command, state)];
}

/** One by one: there is no approving of all at once. */
function itemFaults(
  { approved, declined }: Extract<OverrideCommand, { kind: 'AUTHORISE' }>,
  { items }: OverrideState,
): readonly OverrideStepFault[] {
  const once = items.every(({ item }) => approved.includes(item) !== declined.includes(item));
  if (!once) return ['OVERRIDE.ITEM_NOT_ANSWERED'];
  return items.some(({ item }) => approved.includes(item)) ? [] : ['OVERRIDE.NOTHING_APPROVED'];
}

function answered(
  command: Answering,
  profession: AuthoriserProfession,
  { override }: OverrideState,
): OverrideEvent {
  const { person, role, organisation } = command.answer.by;
  const by = { person, role, organisation, profession };
  const data = { override, by, at: command.answer.at, sealed: command.sealed };
  return command.kind === 'REFUSE'
    ? { type: 'OverrideRefused', data }
    : { type: 'OverrideAuthorised', data: { ...data, declined: command.declined } };
}

/** By who asked, or whoever might have authorised it: to end it takes no second person. */
function withdraw(
  { withdrawal, sealed }: Extract<OverrideCommand, { kind: 'WITHDRAW' }>,
  state: OverrideState,
  { authorisers }: OverrideLimits,
): OverrideOutcome {
  const { by, reason, at } = withdrawal;
  const { person, role, organisation, profession } = by;
  const mayAuthorise = profession !== undefined && authorisers.includes(profession);
  if (standingOfOverride(state, instantOf(at)) !== 'AUTHORISED')
    return refused('OVERRIDE.NOTHING_TO_WITHDRAW');
  if (person !== state.requester.person && !mayAuthorise) return refused('OVERRIDE.NOT_YOURS');
  if (reason.trim() === '') return refused('OVERRIDE.WHY_WITHDRAWN_MISSING');
  const data = { override: state.override, by: { person, role, organisation }, at, sealed };
  return raised({ type: 'OverrideWithdrawn', data });
}
