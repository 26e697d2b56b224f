import { every, type Course } from './course.js';

/** School-age children with nothing more than the ordinary ups and downs. */
export const universalSchoolAge: Course = {
  key: 'universal-school-age',
  label: 'Universal services only, children at school',
  share: 18,
  household: { childAge: [6, 13], others: [1, 3], father: 'any' },
  length: 480,
  asks: { by: 'school', day: 20 },
  steps: [
    { day: 30, from: 'school', type: 'school.attendance-threshold', about: ['child'], likelihood: 0.5 },
    {
      day: 90,
      from: 'hospital',
      type: 'health.unplanned-attendance',
      about: ['child'],
      mentions: ['mother'],
    },
    { day: 150, from: 'school', type: 'school.sen-changed', about: ['child'], likelihood: 0.3 },
    { day: 210, from: 'community', type: 'health.was-not-brought', about: ['sibling'], likelihood: 0.5 },
    ...every(70, 40, 460, {
      from: 'earlyHelp',
      type: 'early-help.youth-visit',
      about: ['child'],
      likelihood: 0.6,
    }),
    { day: 300, from: 'primary', type: 'school.transition-planned', about: ['child'], likelihood: 0.7 },
  ],
};
