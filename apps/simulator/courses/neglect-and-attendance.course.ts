import { every, type Course } from './course.js';

/** Missed lessons and missed appointments add up until somebody asks the family what would help. */
export const neglectAndAttendance: Course = {
  key: 'neglect-and-attendance',
  label: 'Poor attendance and missed appointments, neglect suspected',
  share: 13,
  household: { childAge: [6, 10], others: [1, 3], father: 'any' },
  length: 460,
  asks: { by: 'earlyHelp', day: 62 },
  steps: [
    ...every(42, 0, 440, { from: 'school', type: 'school.attendance-threshold', about: ['child'] }),
    ...every(56, 12, 300, {
      from: 'school',
      type: 'school.attendance-threshold',
      about: ['sibling'],
      likelihood: 0.6,
    }),
    ...every(38, 6, 240, {
      from: 'community',
      type: 'health.was-not-brought',
      about: ['child'],
      mentions: ['mother'],
    }),
    {
      day: 48,
      from: 'school',
      type: 'school.dsl-concern',
      about: ['child'],
      details: { category: 'NEGLECT' },
      mentions: ['mother'],
    },
    { day: 60, from: 'earlyHelp', type: 'early-help.request-received', about: ['child', 'mother'] },
    { day: 66, from: 'earlyHelp', type: 'early-help.lead-professional-assigned', about: ['child'] },
    {
      day: 70,
      from: 'earlyHelp',
      type: 'early-help.assessment-started',
      about: ['child', 'mother'],
      mentions: ['sibling'],
    },
    ...every(46, 92, 420, { from: 'earlyHelp', type: 'early-help.taf-held', about: ['child', 'mother'] }),
    { day: 130, from: 'community', type: 'health.gp-concern', about: ['child'], statement: 'OPINION' },
    {
      day: 214,
      from: 'socialCare',
      type: 'social-care.contact-received',
      about: ['child'],
      mentions: ['mother'],
      likelihood: 0.5,
    },
    ...every(80, 100, 420, {
      from: 'earlyHelp',
      type: 'early-help.youth-visit',
      about: ['child'],
      likelihood: 0.6,
    }),
    { day: 455, from: 'earlyHelp', type: 'early-help.assessment-closed', about: ['child', 'mother'] },
  ],
};
