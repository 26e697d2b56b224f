import { every, type Course } from './course.js';

/** A teenager comes to the emergency department in crisis; first days on immediate danger, then by agreement. */
export const selfHarm: Course = {
  key: 'self-harm',
  label: 'Teenager in crisis',
  share: 7,
  household: { childAge: [13, 16], others: [0, 2], father: 'any' },
  length: 360,
  asks: { by: 'community', day: 9 },
  steps: [
    {
      day: 0,
      from: 'hospital',
      type: 'health.unplanned-attendance',
      about: ['child'],
      mentions: ['mother'],
      footing: 'danger',
    },
    { day: 1, from: 'socialCare', type: 'social-care.contact-received', about: ['child'], footing: 'danger' },
    {
      day: 3,
      from: 'secondary',
      type: 'school.dsl-concern',
      about: ['child'],
      statement: 'OPINION',
      footing: 'harm',
    },
    { day: 6, from: 'community', type: 'health.camhs-referred', about: ['child'] },
    ...every(44, 40, 330, {
      from: 'community',
      type: 'health.was-not-brought',
      about: ['child'],
      likelihood: 0.5,
    }),
    ...every(46, 12, 340, { from: 'secondary', type: 'school.attendance-threshold', about: ['child'] }),
    ...every(32, 20, 340, { from: 'earlyHelp', type: 'early-help.youth-visit', about: ['child'] }),
    { day: 64, from: 'community', type: 'health.gp-concern', about: ['child'], statement: 'OPINION' },
    {
      day: 140,
      from: 'hospital',
      type: 'health.unplanned-attendance',
      about: ['child'],
      footing: 'harm',
      likelihood: 0.5,
    },
    { day: 150, from: 'earlyHelp', type: 'early-help.request-received', about: ['child', 'mother'] },
    { day: 158, from: 'earlyHelp', type: 'early-help.assessment-started', about: ['child', 'mother'] },
    ...every(46, 180, 340, { from: 'earlyHelp', type: 'early-help.taf-held', about: ['child', 'mother'] }),
    { day: 352, from: 'earlyHelp', type: 'early-help.assessment-closed', about: ['child', 'mother'] },
  ],
};
