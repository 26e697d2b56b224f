import { every, type Course } from './course.js';

/** Suspensions pile up while a special educational need is still being recognised. */
export const behaviourAndExclusion: Course = {
  key: 'behaviour-and-exclusion',
  label: 'Suspensions, special educational needs and exclusion',
  share: 9,
  household: { childAge: [10, 14], others: [0, 2], father: 'any' },
  length: 400,
  asks: { by: 'school', day: 28 },
  steps: [
    ...every(32, 0, 330, { from: 'school', type: 'school.suspension-issued', about: ['child'] }),
    ...every(50, 10, 380, { from: 'school', type: 'school.attendance-threshold', about: ['child'] }),
    {
      day: 24,
      from: 'school',
      type: 'school.dsl-concern',
      about: ['child'],
      details: { category: 'BEHAVIOUR' },
      statement: 'OPINION',
    },
    { day: 70, from: 'school', type: 'school.sen-changed', about: ['child'] },
    { day: 92, from: 'community', type: 'health.camhs-referred', about: ['child'] },
    ...every(58, 110, 360, {
      from: 'community',
      type: 'health.was-not-brought',
      about: ['child'],
      mentions: ['mother'],
    }),
    { day: 126, from: 'earlyHelp', type: 'early-help.request-received', about: ['child', 'mother'] },
    { day: 131, from: 'earlyHelp', type: 'early-help.lead-professional-assigned', about: ['child'] },
    { day: 135, from: 'earlyHelp', type: 'early-help.assessment-started', about: ['child', 'mother'] },
    ...every(44, 155, 380, { from: 'earlyHelp', type: 'early-help.taf-held', about: ['child', 'mother'] }),
    ...every(36, 150, 380, { from: 'earlyHelp', type: 'early-help.youth-visit', about: ['child'] }),
    { day: 210, from: 'police', type: 'police.first-outcome-recorded', about: ['child'], likelihood: 0.3 },
    { day: 240, from: 'school', type: 'school.sen-changed', about: ['child'] },
    { day: 345, from: 'school', type: 'school.permanent-exclusion', about: ['child'], likelihood: 0.35 },
    { day: 360, from: 'school', type: 'school.missing-education', about: ['child'], likelihood: 0.3 },
  ],
};
