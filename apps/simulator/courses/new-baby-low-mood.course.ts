import { every, type Course } from './course.js';

/** A mother's low mood around the birth is seen early and helped early. */
export const newBabyLowMood: Course = {
  key: 'new-baby-low-mood',
  label: 'New baby and a mother with low mood',
  share: 9,
  household: { childAge: [-0.42, -0.38], others: [0, 2], father: 'any' },
  length: 480,
  asks: { by: 'community', day: 30 },
  steps: [
    { day: 0, from: 'hospital', type: 'health.maternity-booking', about: ['mother'] },
    { day: 120, from: 'community', type: 'health.mandated-review', about: ['mother'] },
    { day: 168, from: 'community', type: 'health.mandated-review', about: ['child'], mentions: ['mother'] },
    {
      day: 172,
      from: 'community',
      type: 'health.parent-need-disclosed',
      about: ['mother'],
      restricted: ['SENSITIVE_SERVICE'],
      likelihood: 0.7,
    },
    { day: 205, from: 'community', type: 'health.mandated-review', about: ['child'], mentions: ['mother'] },
    { day: 208, from: 'community', type: 'health.gp-concern', about: ['mother'], statement: 'OPINION' },
    { day: 214, from: 'earlyHelp', type: 'early-help.request-received', about: ['child', 'mother'] },
    { day: 220, from: 'earlyHelp', type: 'early-help.lead-professional-assigned', about: ['child'] },
    ...every(22, 216, 470, {
      from: 'earlyHelp',
      type: 'early-help.centre-attended',
      about: ['child', 'mother'],
    }),
    ...every(48, 240, 460, { from: 'earlyHelp', type: 'early-help.taf-held', about: ['child', 'mother'] }),
    { day: 330, from: 'hospital', type: 'health.unplanned-attendance', about: ['child'], likelihood: 0.5 },
    { day: 475, from: 'earlyHelp', type: 'early-help.assessment-closed', about: ['child', 'mother'] },
  ],
};
