import { every, type Course } from './course.js';

/** Families nobody worries about: health reviews and an open children's centre. */
export const universalEarlyYears: Course = {
  key: 'universal-early-years',
  label: 'Universal services only, a child under school age',
  share: 22,
  household: { childAge: [0, 2], others: [0, 2], father: 'any' },
  length: 500,
  asks: { by: 'community', day: 12 },
  steps: [
    { day: 12, from: 'community', type: 'health.mandated-review', about: ['child'], mentions: ['mother'] },
    { day: 60, from: 'community', type: 'health.mandated-review', about: ['child'], mentions: ['mother'] },
    { day: 365, from: 'community', type: 'health.mandated-review', about: ['child'], mentions: ['mother'] },
    ...every(46, 70, 480, {
      from: 'earlyHelp',
      type: 'early-help.centre-attended',
      about: ['child', 'mother'],
    }),
    { day: 190, from: 'hospital', type: 'health.unplanned-attendance', about: ['child'], likelihood: 0.5 },
    { day: 280, from: 'school', type: 'school.sen-changed', about: ['sibling'], likelihood: 0.2 },
  ],
};
