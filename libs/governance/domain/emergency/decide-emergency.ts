import type { AgencyId } from '#platform';
import type { Sealed } from '#vault';
import {
  EMERGENCY_VERDICTS,
  type EmergencyEvent,
  type EmergencyPerson,
  type EmergencyWords,
  type GlassBroken,
  type GlassReviewed,
  type EmergencyVerdict,
} from './emergency-events.js';

/** How long an emergency view lasts, in milliseconds. */
export const EMERGENCY_MS = 60 * 60_000;

export const EMERGENCY_FAULTS = {
  'EMERGENCY.DANGER_MISSING': 'Enter the danger that you fear, and whose life it is.',
  'EMERGENCY.NEED_MISSING': 'Enter what you need to know.',
  'EMERGENCY.JUDGE_MISSING': 'Enter the name, role and organisation of who judged the danger.',
  'EMERGENCY.LIMB_MISSING': 'Select why agreement is not asked for.',
  'EMERGENCY.PHONE_MISSING': 'Enter a telephone number on which a custodian can call you.',
  'EMERGENCY.NOT_UNDERSTOOD': 'Confirm that you will be asked about this.',
  'EMERGENCY.NOT_OPENED': 'There was no such emergency view.',
  'EMERGENCY.OWN_VIEW': 'Somebody else has to review what you opened.',
  'EMERGENCY.OTHER_AGENCY': 'Another agency reviews this.',
  'EMERGENCY.ALREADY_REVIEWED': 'This is reviewed already.',
  'EMERGENCY.VERDICT_MISSING': 'Select whether it was justified.',
  'EMERGENCY.REASON_MISSING': 'Enter why.',
} as const;
export type EmergencyFault = keyof typeof EMERGENCY_FAULTS;

/** One emergency view and what reviewers said of it. */
export interface EmergencyState {
  readonly broken: GlassBroken;
  readonly reviews: readonly GlassReviewed[];
}

export function evolveEmergency(
  state: EmergencyState | undefined,
  event: EmergencyEvent,
): EmergencyState | undefined {
  if (event.type === 'GlassBroken') return { broken: event.data, reviews: [] };
  if (state === undefined || event.type === 'GlassLookedAt') return state;
  return { ...state, reviews: [...state.reviews, event.data] };
}

/** The viewer's own agency always, so that being asked to review tells nothing; and those whose records were concerned. */
export const reviewersOf = ({ by, owners }: GlassBroken): readonly AgencyId[] => [
  ...new Set([by.agency, ...owners]),
];

export interface EmergencyDraft extends Omit<GlassBroken, 'sealed' | 'limb'> {
  readonly limb: GlassBroken['limb'] | undefined;
  readonly understood: boolean;
  readonly words: EmergencyWords;
}

export interface Review {
  readonly by: EmergencyPerson;
  readonly verdict: string | undefined;
  readonly reason: string;
  readonly at: string;
}

export type EmergencyOutcome<Event = EmergencyEvent> =
  | { readonly ok: true; readonly event: Event }
  | { readonly ok: false; readonly faults: readonly EmergencyFault[] };

type Check = readonly [fault: EmergencyFault, met: boolean];

const isSaid = (...texts: readonly string[]): boolean => texts.every((text) => text.trim() !== '');
const lacking = (checks: readonly Check[]): readonly EmergencyFault[] =>
  checks.flatMap(([fault, met]) => (met ? [] : [fault]));

/** Everything that is missing, in the order of the form; the same whatever the family has. */
export function emergencyFaults({ words, limb, understood }: EmergencyDraft): readonly EmergencyFault[] {
  return lacking([
    ['EMERGENCY.DANGER_MISSING', isSaid(words.danger)],
    [
      'EMERGENCY.JUDGE_MISSING',
      isSaid(words.judgedBy.name, words.judgedBy.role, words.judgedBy.organisation),
    ],
    ['EMERGENCY.LIMB_MISSING', limb !== undefined],
    ['EMERGENCY.NEED_MISSING', isSaid(words.need)],
    ['EMERGENCY.PHONE_MISSING', /\d{5}/.test(words.phone.replaceAll(/\D/g, ''))],
    ['EMERGENCY.NOT_UNDERSTOOD', understood],
  ]);
}

type Broken = Extract<EmergencyEvent, { type: 'GlassBroken' }>;

export function breakGlass(draft: EmergencyDraft, sealed: Sealed): EmergencyOutcome<Broken> {
  const faults = emergencyFaults(draft);
  const { limb, glass, family, by, recipient, purpose, reference, at, until, owners } = draft;
  if (faults.length > 0 || limb === undefined) return { ok: false, faults };
  const who = { glass, family, by, recipient, purpose, reference };
  return {
    ok: true,
    event: { type: 'GlassBroken', data: { ...who, at, until, limb, owners, sealed } },
  };
}

/** By another person, once for each agency that has to. */
export function reviewGlass(
  review: Review,
  sealed: Sealed,
  state: EmergencyState | undefined,
): EmergencyOutcome {
  if (state === undefined) return { ok: false, faults: ['EMERGENCY.NOT_OPENED'] };
  const { by, reason, at } = review;
  const { broken, reviews } = state;
  const verdict = EMERGENCY_VERDICTS.find((known): known is EmergencyVerdict => known === review.verdict);
  const faults = lacking([
    ['EMERGENCY.OWN_VIEW', by.person !== broken.by.person],
    ['EMERGENCY.OTHER_AGENCY', reviewersOf(broken).includes(by.agency)],
    ['EMERGENCY.ALREADY_REVIEWED', !reviews.some((each) => each.by.agency === by.agency)],
    ['EMERGENCY.VERDICT_MISSING', verdict !== undefined],
    ['EMERGENCY.REASON_MISSING', isSaid(reason)],
  ]);
  if (faults.length > 0 || verdict === undefined) return { ok: false, faults };
  return {
    ok: true,
    event: { type: 'GlassReviewed', data: { glass: broken.glass, by, verdict, at, sealed } },
  };
}
