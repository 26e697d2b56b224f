import { covers } from '#platform';
import { AUTHORISER_PROFESSIONS, type DecisionInput, type OverrideRecord } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import type { Parameters } from '../ruleset.js';
import { instantOf, lastsAt } from '../time/stated-time.js';
import { overrideFaults } from './override-faults.js';

const DAY = 86_400_000;

export interface OverrideAsked {
  readonly input: DecisionInput;
  readonly recipient: { readonly recipient: string } | undefined;
  readonly parameters: Parameters;
  readonly now: number;
  readonly answers: Map<string, OverrideAnswer>;
}

/** A record that answers now, or why none does; no reasons where none was offered. */
export type OverrideAnswer =
  | { readonly record: OverrideRecord }
  | { readonly record?: undefined; readonly reasons: readonly SharingReason[] };

const NONE_OFFERED: OverrideAnswer = { reasons: [] };

/** What the records say on overriding a refusal under this row. Only the items named, and only for a time. */
export function overrideFor(asked: OverrideAsked, row: string | undefined): OverrideAnswer {
  if (asked.input.overrides === undefined) return NONE_OFFERED;
  const key = row ?? '';
  const known = asked.answers.get(key);
  if (known) return known;
  const answer = answerAmong(asked, (record) => record.kind === 'OVERRIDE' && record.row === row);
  asked.answers.set(key, answer);
  return answer;
}

/** What they say on sharing nothing under the duty. */
export const notSharing = (asked: OverrideAsked): OverrideAnswer =>
  answerAmong(asked, ({ kind }) => kind === 'NOT_SHARING');

function answerAmong(asked: OverrideAsked, wanted: (record: OverrideRecord) => boolean): OverrideAnswer {
  const { overrides } = asked.input;
  if (overrides === undefined) return NONE_OFFERED;
  let first: readonly SharingReason[] | undefined;
  for (const record of overrides.filter(wanted)) {
    const reasons = whyNot(record, asked);
    if (reasons.length === 0) return { record };
    first ??= reasons;
  }
  return first === undefined ? NONE_OFFERED : { reasons: first };
}

function whyNot(record: OverrideRecord, asked: OverrideAsked): readonly SharingReason[] {
  const { parameters, input, recipient } = asked;
  const faults = overrideFaults(record, parameters.override?.authorisers ?? AUTHORISER_PROFESSIONS);
  if (faults.length > 0) return ['OVERRIDE.INCOMPLETE', ...faults];
  if (!record.items.some(({ item }) => item === input.item.item)) return ['OVERRIDE.OTHER_ITEM'];
  const named = record.recipients.some((each) => covers(each, recipient?.recipient ?? ''));
  if (!named) return ['OVERRIDE.OTHER_RECIPIENT'];
  return lasts(record, asked) ? [] : ['OVERRIDE.LAPSED'];
}

function lasts({ authorisedAt, reviewBy, withdrawnAt }: OverrideRecord, asked: OverrideAsked): boolean {
  const { now, parameters } = asked;
  const begun = instantOf(authorisedAt);
  if (!(begun <= now) || now > begun + (parameters.override?.maxDays ?? 28) * DAY) return false;
  const withdrawn = withdrawnAt !== undefined && !(instantOf(withdrawnAt) > now);
  return !withdrawn && lastsAt(reviewBy, now);
}
