/**
 * Reason codes of the sharing decision, each with the sentence that people read. No sentence tells whether a
 * restricted item exists but those marked for a custodian.
 */
export const SHARING_REASONS = {
  'DECISION.NO_PURPOSE': 'No purpose was stated.',
  'DECISION.NO_RECIPIENT': 'No recipient was named.',
  'DECISION.NO_AUTHORITY': 'The sender did not say on what authority it shares.',
  'DECISION.RECIPIENT_NOT_NAMED': 'The sender named other recipients.',
  'DECISION.PURPOSE_NOT_FOR_ROLE': 'This role may not read for this purpose.',
  'DECISION.NO_CONTENT_FOR_AUDIT': 'Audit and rights work see that an item is held and why, not its content.',
  'DECISION.NO_ROW': 'No row of the decision table permits this.',
  'RESTRICTED.HELD': 'A custodian must decide.',
  'RESTRICTED.BREAK_GLASS': 'Opened because of immediate danger; the custodian is alerted.',
  'RESTRICTED.CUSTODIAN_ALERT': 'Opened for a sensitive service; the custodian is alerted.',
  'BASIS.ARTICLE_9_MISSING': 'Special category data, and no Article 9 condition of the matching row is met.',
  'BASIS.REQUIREMENT_MISSING': 'A requirement of the rules is not shown to be met.',
  'BASIS.PARA_18_LIMB_MISSING':
    'The sender did not say why consent cannot be given, cannot be obtained, or would prejudice protection.',
  'BASIS.PARA_18_NO_CHILD': 'No subject of the item is shown to be under 18.',
  'BASIS.PARA_2_NOT_CARE': 'The recipient does not provide or manage social care.',
  'BASIS.PARA_6_NO_TASK': 'No statutory task was stated.',
  'BASIS.VITAL_INTERESTS_CAN_CONSENT': 'It is not shown that every subject is unable to give consent.',
  'JUDGEMENT.IMMEDIATE_DANGER': 'A practitioner judged that life is at risk or danger is immediate.',
  'JUDGEMENT.SIGNIFICANT_HARM': 'A practitioner has reasonable cause to suspect significant harm.',
  'JUDGEMENT.INCOMPLETE': 'The judgement lacks a name, role, organisation or reason.',
  'JUDGEMENT.NOT_YET_MADE': 'The judgement is dated later than now, or its dates cannot be read.',
  'JUDGEMENT.LAPSED': 'The judgement is past its review date or older than it may be.',
  'JUDGEMENT.NO_CHILD': 'No subject of the item is shown to be under 18 or unborn.',
  'JUDGEMENT.OTHER_PURPOSE': 'A judgement of significant harm does not reach this purpose.',
  'OVERRIDE.MISSING': 'Agreement was refused or withdrawn, and no override has been recorded.',
  'TASK.STATED': 'The sender stated a statutory task.',
  'TASK.NOT_STATED': 'The sender stated no statutory task.',
  'AGREEMENT.VALID': 'Every subject has an agreement that covers this purpose, recipient and category.',
  'AGREEMENT.REFUSED': 'Someone was asked and refused.',
  'AGREEMENT.WITHDRAWN': 'An agreement was withdrawn.',
  'AGREEMENT.AUTHORITY_ENDED': 'An agreement given by a parent does not hold from the 16th birthday.',
  'AGREEMENT.AGE_NOT_KNOWN': 'A parent agreed, but the person is not shown to be under 16.',
  'AGREEMENT.COMPETENCE_NOT_RECORDED': 'It is not recorded whether the child understands and may answer.',
  'AGREEMENT.CHILD_ANSWERS': 'The child was found able to answer, so a parent cannot answer instead.',
  'AGREEMENT.NOT_COMPETENT': 'The person who agreed was found unable to agree for themselves.',
  'AGREEMENT.EXPIRED': 'The agreement has expired.',
  'AGREEMENT.NOT_YET_GIVEN': 'The agreement is dated later than now.',
  'AGREEMENT.NOT_COVERED': 'An agreement does not cover this purpose, recipient or category.',
  'AGREEMENT.NOT_ASKED': 'No answer is recorded for someone whom the item is about.',
  'AGREEMENT.NO_SUBJECT': 'The item names nobody whose record it goes on.',
} as const;

export type SharingReason = keyof typeof SHARING_REASONS;
