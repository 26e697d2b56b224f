import { every, type Course } from './course.js';

/** A child who looks after a parent; what the parent told the doctor is the most guarded item of all. */
export const youngCarer: Course = {
  key: 'young-carer',
  label: 'Young carer of a parent who is ill',
  share: 8,
  household: { childAge: [10, 14], others: [0, 2], father: 'none' },
  length: 440,
  asks: { by: 'earlyHelp', day: 40 },
  steps: [
    {
      day: 0,
      from: 'community',
      type: 'health.parent-need-disclosed',
      about: ['mother'],
      restricted: ['SENSITIVE_SERVICE'],
    },
    { day: 14, from: 'school', type: 'school.attendance-threshold', about: ['child'] },
    {
      day: 21,
      from: 'school',
      type: 'school.dsl-concern',
      about: ['child'],
      details: { category: 'YOUNG_CARER' },
      mentions: ['mother'],
      statement: 'OPINION',
    },
    { day: 36, from: 'earlyHelp', type: 'early-help.request-received', about: ['child', 'mother'] },
    { day: 41, from: 'earlyHelp', type: 'early-help.lead-professional-assigned', about: ['child'] },
    { day: 50, from: 'earlyHelp', type: 'early-help.assessment-started', about: ['child', 'mother'] },
    ...every(26, 56, 420, { from: 'earlyHelp', type: 'early-help.youth-visit', about: ['child'] }),
    ...every(50, 75, 420, { from: 'earlyHelp', type: 'early-help.taf-held', about: ['child', 'mother'] }),
    ...every(50, 30, 420, { from: 'school', type: 'school.attendance-threshold', about: ['child'] }),
    { day: 63, from: 'youngCarers', type: 'voluntary.engaged', about: ['child'], footing: 'interest' },
    { day: 160, from: 'hospital', type: 'health.unplanned-attendance', about: ['mother'], likelihood: 0.7 },
    { day: 230, from: 'community', type: 'health.gp-concern', about: ['child'], statement: 'OPINION' },
    { day: 300, from: 'community', type: 'health.camhs-referred', about: ['child'], likelihood: 0.5 },
    { day: 435, from: 'earlyHelp', type: 'early-help.assessment-closed', about: ['child', 'mother'] },
  ],
};
