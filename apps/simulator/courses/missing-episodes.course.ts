import { every, type Course } from './course.js';

/** A teenager goes missing again and again; the worry grows towards exploitation. */
export const missingEpisodes: Course = {
  key: 'missing-episodes',
  label: 'Repeated missing episodes of a teenager',
  share: 7,
  household: { childAge: [13, 15], others: [0, 2], father: 'any', partner: true },
  length: 400,
  asks: { by: 'socialCare', day: 20 },
  steps: [
    ...every(41, 0, 370, { from: 'police', type: 'police.missing-started', about: ['child'] }),
    ...every(41, 3, 373, { from: 'police', type: 'police.missing-ended', about: ['child'] }),
    ...every(41, 5, 375, {
      from: 'police',
      type: 'police.ppn-submitted',
      about: ['child'],
      mentions: ['mother'],
      likelihood: 0.5,
    }),
    { day: 8, from: 'secondary', type: 'school.dsl-concern', about: ['child'], statement: 'OPINION' },
    {
      day: 12,
      from: 'socialCare',
      type: 'social-care.contact-received',
      about: ['child'],
      mentions: ['mother'],
    },
    { day: 18, from: 'earlyHelp', type: 'early-help.request-received', about: ['child', 'mother'] },
    { day: 22, from: 'earlyHelp', type: 'early-help.lead-professional-assigned', about: ['child'] },
    ...every(46, 20, 370, { from: 'secondary', type: 'school.attendance-threshold', about: ['child'] }),
    ...every(36, 30, 360, { from: 'earlyHelp', type: 'early-help.youth-visit', about: ['child'] }),
    { day: 130, from: 'secondary', type: 'school.missing-education', about: ['child'] },
    {
      day: 168,
      from: 'socialCare',
      type: 'social-care.referral-received',
      about: ['child'],
      mentions: ['mother'],
      footing: 'harm',
    },
    { day: 171, from: 'socialCare', type: 'social-care.strategy-held', about: ['child'], footing: 'harm' },
    {
      day: 176,
      from: 'socialCare',
      type: 'social-care.assessment-started',
      about: ['child'],
      mentions: ['mother', 'partner'],
    },
    { day: 218, from: 'socialCare', type: 'social-care.assessment-completed', about: ['child'] },
    { day: 262, from: 'police', type: 'police.first-outcome-recorded', about: ['child'], likelihood: 0.4 },
    { day: 395, from: 'socialCare', type: 'social-care.case-closed', about: ['child'] },
  ],
};
