import type { Purpose, StatementType } from '#contracts';
import type { Agency } from '#access';
import type { JudgementKind, Modifier, Outcome, Row } from '#sharing';

/** How purposes are asked for and shown. */
export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  SCREENING: 'Screening a contact',
  S47: 'Child protection enquiry',
  CASEWORK: 'Casework',
  TAF: 'Team around the family',
  IG_AUDIT: 'Information governance check',
  RIGHTS: 'Rights request',
};

export type AgencyGroup = Agency['group'];

/** Lanes, always in this order and always all of them, so that a lane tells nothing by being there. */
export const GROUP_WORDS: Readonly<Record<AgencyGroup, string>> = {
  'social-care': 'Social care',
  'early-help': 'Early help',
  health: 'Health',
  police: 'Police',
  school: 'Schools',
  'youth-justice': 'Youth justice',
  housing: 'Housing',
  voluntary: 'Voluntary',
};

export const GROUPS = Object.keys(GROUP_WORDS) as readonly AgencyGroup[];

export const STATEMENT_WORDS: Readonly<Record<StatementType, string>> = {
  FACT: 'Fact',
  OPINION: 'Opinion',
  ALLEGATION: 'Allegation: not proven',
};

/** Rows of the decision table in words. */
export const ROW_WORDS: Readonly<Record<Row, string>> = {
  D1: 'Court order or law',
  D2: 'Immediate danger',
  D3: 'Child protection',
  D4: 'Duty to share',
  D5: 'Agreement, children in need',
  D6: 'Agreement, early help',
  D7: 'Voluntary sender, safeguarding',
  D8: 'Voluntary sender, real choice',
  D9: 'No agreement in force',
  D10: 'No lawful basis found',
  G1: 'Information governance check',
  G2: 'Rights request',
};

export const MODIFIER_WORDS: Readonly<Record<Modifier, string>> = {
  M1: 'Purpose, recipient or authority missing',
  M2: 'Restricted class',
  M3: 'Police law-enforcement origin',
  M4: 'Crime data',
  M5: 'Special category data',
  M6: 'The statute itself needs agreement',
  M7: 'Other people in the item',
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  PERMIT: 'Permit',
  MUST_SHARE: 'Must share',
  ADVISE: 'Suggested, not decided',
  DENY: 'Deny',
  HOLD: 'Hold',
};

/** What a practitioner may have judged; never inferred. */
export const JUDGEMENT_WORDS: Readonly<Record<JudgementKind, string>> = {
  IMMEDIATE_DANGER: 'Immediate danger',
  SIGNIFICANT_HARM: 'Significant harm',
  SEEKING_CONSENT_UNSAFE: 'Asking for agreement is not safe',
  RELEVANT_AND_MAY_HELP: 'Relevant, and may help',
  MORE_HARM_THAN_SILENCE: 'Would do more harm than silence',
  DUTY_CONFIRMED: 'The duty to share, confirmed',
};
