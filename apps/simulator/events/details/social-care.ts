import { type EventKind } from '../event-kinds.js';
import { type DetailMaker } from './detail-maker.js';

type SocialCare = Extract<EventKind, `social-care.${string}`>;

export const SOCIAL_CARE_DETAILS: Readonly<Record<SocialCare, DetailMaker>> = {
  'social-care.contact-received': ({ dice }) => ({
    source: dice.pick(['2A', '3A', '3B', '5D', '6', '1A'] as const),
    outcome: dice.pick(['ADVICE', 'EARLY_HELP', 'CIN', 'NFA'] as const),
  }),
  'social-care.referral-received': ({ dice }) => ({
    source: dice.pick(['2A', '3E', '5D', '6'] as const),
    primaryNeed: dice.pick(['N1', 'N3', 'N4', 'N5'] as const),
    nfa: false,
  }),
  'social-care.assessment-started': ({ date }) => ({ startDate: date(0), dueDate: date(63) }),
  'social-care.assessment-completed': ({ dice, date }) => ({
    completedDate: date(0),
    factors: [dice.pick(['1B', '2B', '3A', '3B', '4B', '16A', '17A'] as const)],
    outcome: dice.pick(['CIN_PLAN', 'STEP_DOWN', 'NFA'] as const),
  }),
  'social-care.strategy-held': ({ date }) => ({
    date: date(0),
    attendees: ['social-care', 'police', 'health'],
    outcome: 'S47',
  }),
  'social-care.cp-plan-started': ({ dice, date }) => ({
    startDate: date(0),
    category: dice.pick(['NEG', 'NEG', 'EMO', 'PHY'] as const),
  }),
  'social-care.cp-plan-ended': ({ dice, date }) => ({
    endDate: date(0),
    category: dice.pick(['NEG', 'EMO'] as const),
  }),
  'social-care.case-closed': ({ dice }) => ({ reason: dice.pick(['RC8', 'RC9', 'RC7'] as const) }),
};
