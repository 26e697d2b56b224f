/** Practitioners' judgements, and records that override a refusal. */
export const JUDGEMENT_REASONS = {
  'JUDGEMENT.IMMEDIATE_DANGER': 'A practitioner judged that life is at risk or danger is immediate.',
  'JUDGEMENT.SIGNIFICANT_HARM': 'A practitioner has reasonable cause to suspect significant harm.',
  'JUDGEMENT.INCOMPLETE': 'The judgement lacks a name, role, organisation or reason.',
  'JUDGEMENT.NOT_YET_MADE': 'The judgement is dated later than now, or its dates cannot be read.',
  'JUDGEMENT.LAPSED': 'The judgement is past its review date or older than it may be.',
  'JUDGEMENT.WITHDRAWN': 'Whoever made the judgement withdrew it.',
  'JUDGEMENT.NOT_AT_SENDER': 'The judgement was not made at the sender.',
  'JUDGEMENT.OTHER_ENQUIRY': 'The judgement was made for another enquiry.',
  'JUDGEMENT.NO_CHILD': 'No subject of the item is shown to be under 18 or unborn.',
  'JUDGEMENT.OTHER_PURPOSE': 'A judgement of significant harm does not reach this purpose.',
  'OVERRIDE.MISSING': 'Agreement was refused or withdrawn, and no override has been recorded.',
  'OVERRIDE.INCOMPLETE': 'An override is recorded, and its record is not complete.',
  'OVERRIDE.OTHER_ITEM': 'An override is recorded for other items.',
  'OVERRIDE.OTHER_RECIPIENT': 'An override is recorded for other recipients.',
  'OVERRIDE.LAPSED': 'The override is past its review date, withdrawn, or not in force yet.',
} as const;
