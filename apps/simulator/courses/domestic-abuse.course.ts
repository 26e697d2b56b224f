import { every, type Course } from './course.js';

/** Police are called to the home more than once; the school hears before the next school day. */
export const domesticAbuse: Course = {
  key: 'domestic-abuse',
  label: 'Domestic abuse in the home',
  share: 9,
  household: { childAge: [4, 11], others: [0, 2], father: 'home' },
  length: 380,
  asks: { by: 'community', day: 18 },
  steps: [
    ...every(74, 0, 300, {
      from: 'police',
      type: 'police.domestic-abuse-incident',
      about: ['mother', 'child'],
      mentions: ['father'],
      statement: 'ALLEGATION',
    }),
    ...every(74, 1.3, 300, {
      from: 'police',
      type: 'police.encompass-notified',
      about: ['child'],
      footing: 'harm',
    }),
    ...every(74, 1.5, 300, {
      from: 'police',
      type: 'police.ppn-submitted',
      about: ['child'],
      mentions: ['mother', 'father'],
      footing: 'harm',
    }),
    { day: 2, from: 'school', type: 'school.dsl-concern', about: ['child'], statement: 'OPINION' },
    {
      day: 3,
      from: 'socialCare',
      type: 'social-care.contact-received',
      about: ['child'],
      mentions: ['mother', 'father'],
    },
    ...every(28, 16, 360, {
      from: 'community',
      type: 'health.mandated-review',
      about: ['sibling'],
      likelihood: 0.3,
    }),
    ...every(66, 40, 360, {
      from: 'hospital',
      type: 'health.unplanned-attendance',
      about: ['mother'],
      likelihood: 0.4,
    }),
    {
      day: 78,
      from: 'socialCare',
      type: 'social-care.referral-received',
      about: ['child'],
      mentions: ['mother', 'father'],
      footing: 'harm',
    },
    {
      day: 82,
      from: 'socialCare',
      type: 'social-care.assessment-started',
      about: ['child'],
      mentions: ['mother'],
    },
    { day: 120, from: 'socialCare', type: 'social-care.assessment-completed', about: ['child'] },
    ...every(30, 124, 360, {
      from: 'earlyHelp',
      type: 'early-help.centre-attended',
      about: ['child', 'mother'],
      likelihood: 0.8,
    }),
    ...every(45, 20, 360, { from: 'school', type: 'school.attendance-threshold', about: ['child'] }),
    { day: 372, from: 'socialCare', type: 'social-care.case-closed', about: ['child'] },
  ],
};
