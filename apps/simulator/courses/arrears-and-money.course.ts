import { every, type Course } from './course.js';

/** Rent arrears bring a family to early help before anything worse does. */
export const arrearsAndMoney: Course = {
  key: 'arrears-and-money',
  label: 'Rent arrears and money worries',
  share: 8,
  household: { childAge: [2, 9], others: [1, 3], father: 'any' },
  length: 340,
  asks: { by: 'earlyHelp', day: 4 },
  steps: [
    {
      day: 0,
      from: 'earlyHelp',
      type: 'early-help.request-received',
      about: ['mother', 'child'],
      details: { source: '4', needs: ['HOUSING', 'MONEY'] },
      note: 'Three months behind with the rent; landlord has written. Mother asks for help with letters and money.',
    },
    { day: 6, from: 'earlyHelp', type: 'early-help.lead-professional-assigned', about: ['child'] },
    { day: 9, from: 'earlyHelp', type: 'early-help.assessment-started', about: ['mother', 'child'] },
    ...every(42, 24, 320, { from: 'earlyHelp', type: 'early-help.taf-held', about: ['mother', 'child'] }),
    ...every(30, 20, 320, {
      from: 'earlyHelp',
      type: 'early-help.centre-attended',
      about: ['child', 'mother'],
    }),
    ...every(75, 40, 320, {
      from: 'school',
      type: 'school.attendance-threshold',
      about: ['sibling'],
      likelihood: 0.6,
    }),
    { day: 88, from: 'community', type: 'health.mandated-review', about: ['child'] },
    {
      day: 120,
      from: 'community',
      type: 'health.gp-concern',
      about: ['mother'],
      statement: 'OPINION',
      likelihood: 0.5,
    },
    { day: 336, from: 'earlyHelp', type: 'early-help.assessment-closed', about: ['mother', 'child'] },
  ],
};
