import { type EventKind } from '../event-kinds.js';
import { type DetailContext, type DetailMaker } from './detail-maker.js';

type School = Extract<EventKind, `school.${string}`>;

function attendance({ dice, date }: DetailContext) {
  const possible = dice.whole(56, 76);
  const missed = Math.round(possible * (dice.chance(0.1) ? dice.whole(50, 70) : dice.whole(10, 34)) * 0.01);
  const threshold = missed * 2 >= possible ? 'SEVERE_50' : 'PERSISTENT_10';
  return { periodStart: date(-42), periodEnd: date(-1), possible, missed, threshold };
}

export const SCHOOL_DETAILS: Readonly<Record<School, DetailMaker>> = {
  'school.attendance-threshold': attendance,
  'school.suspension-issued': ({ dice, date }) => ({
    startDate: date(1),
    sessions: dice.whole(1, 10),
    reasons: [dice.pick(['PP', 'PA', 'VP', 'VA', 'DB', 'DM', 'BU'] as const)],
  }),
  'school.sen-changed': ({ dice, earlier }) => ({
    status: earlier > 0 ? 'E' : dice.pick(['K', 'K', 'N'] as const),
  }),
  'school.dsl-concern': ({ dice }) => ({
    category: dice.pick(['NEGLECT', 'EMOTIONAL', 'BEHAVIOUR', 'HOME'] as const),
    action: dice.pick(['Talked with child', 'Talked with parent', 'Monitored by pastoral team'] as const),
  }),
  'school.missing-education': ({ date, dice }) => ({
    lastSeen: date(-dice.whole(10, 25)),
    enquiries: 'Home visited twice; neighbours and relatives asked.',
  }),
  'school.permanent-exclusion': ({ date }) => ({ date: date(0), reasons: ['DB'], upheld: true }),
  'school.transition-planned': ({ date }) => ({ toSchool: 'urn:agency:urn:199998', plannedFor: date(90) }),
};
