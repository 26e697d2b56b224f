import { type Story } from '../story.js';

/** A child's sexualised behaviour: the primary school talks to the parents and to the next school. */
export const behaviourAtTransition: Story = {
  key: 'story-behaviour-at-transition',
  label: "A child's sexualised behaviour before the move to secondary school",
  share: 0,
  script: {
    surname: 'Winstanley',
    given: { child: 'Reuben', mother: 'Alison', father: 'Gareth' },
    childSex: 'M',
  },
  startsBeforeEnd: [66, 66],
  plan: 'agreed',
  household: { childAge: [10, 10], others: [1, 1], father: 'home' },
  length: 60,
  asks: { by: 'earlyHelp', day: 4 },
  steps: [
    {
      day: 0.5,
      from: 'primary',
      type: 'school.dsl-concern',
      about: ['child'],
      statement: 'FACT',
      details: { category: 'HARMFUL_SEXUAL_BEHAVIOUR' },
      note: 'Sexualised behaviour towards two pupils, stopped by staff and recorded the same day.',
    },
    {
      day: 2.6,
      from: 'primary',
      type: 'school.dsl-concern',
      about: ['child', 'mother', 'father'],
      statement: 'OPINION',
      details: { category: 'HARMFUL_SEXUAL_BEHAVIOUR' },
      note: 'Talked with both parents at school. They are worried and want help before the move.',
    },
    {
      day: 9.5,
      from: 'primary',
      type: 'school.transition-planned',
      about: ['child'],
      mentions: ['mother', 'father'],
      note: 'Talked with the secondary school about supervision and a named member of staff.',
    },
    {
      day: 16.4,
      from: 'earlyHelp',
      type: 'early-help.assessment-started',
      about: ['child', 'mother', 'father'],
      details: { kind: 'CAF' },
      note: 'CAF started by the primary school for the transition.',
    },
    { day: 18.5, from: 'earlyHelp', type: 'early-help.lead-professional-assigned', about: ['child'] },
    { day: 30.6, from: 'earlyHelp', type: 'early-help.taf-held', about: ['child', 'mother', 'father'] },
    { day: 58.6, from: 'earlyHelp', type: 'early-help.taf-held', about: ['child', 'mother', 'father'] },
  ],
};
