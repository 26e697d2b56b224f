import { type EventKind } from '../event-kinds.js';
import { type DetailMaker } from './detail-maker.js';

type Health = Extract<EventKind, `health.${string}`>;

export const HEALTH_DETAILS: Readonly<Record<Health, DetailMaker>> = {
  'health.was-not-brought': ({ dice, date, earlier }) => ({
    service: dice.pick([
      'Speech and language therapy',
      'Dental clinic',
      'Paediatric clinic',
      'Audiology',
    ] as const),
    appointmentDate: date(0),
    twelveMonthCount: earlier + 1,
  }),
  'health.unplanned-attendance': ({ dice, time, age }) => ({
    site: 'Northbridge General, emergency department',
    arrivedAt: time,
    complaintGroup: dice.pick(
      age < 5 ? ['Fever', 'Breathing difficulty', 'Fall'] : ['Injury', 'Head injury', 'Pain'],
    ),
    injuryIntent: dice.pick(['ACCIDENTAL', 'ACCIDENTAL', 'UNDETERMINED'] as const),
  }),
  'health.mandated-review': ({ dice, date, age, earlier }) => ({
    review: age > 15 ? 'ANTENATAL' : (['NEW_BIRTH', '6_8W', '12M', '2_2H'][Math.min(earlier, 3)] ?? '2_2H'),
    dueDate: date(-dice.whole(0, 10)),
    outcome: dice.chance(0.9) ? 'DONE' : 'MISSED',
  }),
  'health.camhs-referred': ({ dice }) => ({
    urgency: dice.pick(['ROUTINE', 'ROUTINE', 'URGENT'] as const),
    accepted: dice.chance(0.7),
  }),
  'health.gp-concern': ({ dice }) => ({
    concernGroup: dice.pick(['GROWTH', 'EMOTIONAL', 'PARENTAL_HEALTH', 'NEGLECT'] as const),
    action: dice.pick(['Review in four weeks', 'Talked with parent', 'Referred to health visitor'] as const),
  }),
  'health.parent-need-disclosed': ({ dice }) => ({ mentalHealth: true, substanceMisuse: dice.chance(0.4) }),
  'health.maternity-booking': ({ dice, date }) => ({
    gestationWeeks: dice.whole(9, 14),
    dueDate: date(180),
    socialFactors: dice.chance(0.3),
  }),
};
