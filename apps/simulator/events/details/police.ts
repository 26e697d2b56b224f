import { type EventKind } from '../event-kinds.js';
import { type DetailContext, type DetailMaker } from './detail-maker.js';

type Police = Extract<EventKind, `police.${string}`>;

const reference = ({ time, serial }: DetailContext) =>
  `35/${String(serial).padStart(6, '0')}/${time.slice(2, 4)}`;

export const POLICE_DETAILS: Readonly<Record<Police, DetailMaker>> = {
  'police.ppn-submitted': (context) => ({
    reference: reference(context),
    subtype: 'CHILD',
    grade: context.dice.pick(['STANDARD', 'MEDIUM', 'HIGH'] as const),
    childSeen: context.dice.chance(0.8),
  }),
  'police.encompass-notified': (context) => ({
    reference: reference(context),
    incidentAt: context.time,
    childPresent: true,
  }),
  'police.domestic-abuse-incident': (context) => ({
    reference: reference(context),
    dashGrade: context.dice.pick(['STANDARD', 'STANDARD', 'MEDIUM', 'HIGH'] as const),
    relationship: 'PARTNER',
  }),
  'police.missing-started': ({ time, dice }) => ({
    lastSeenAt: time,
    risk: dice.pick(['LOW', 'MEDIUM', 'MEDIUM', 'HIGH'] as const),
  }),
  'police.missing-ended': ({ time, dice }) => ({
    foundAt: time,
    returnInterview: dice.pick(['OFFERED', 'DONE', 'DECLINED'] as const),
  }),
  'police.first-outcome-recorded': ({ date }) => ({ outcome: 'CAUTION', outcomeDate: date(0) }),
};
