import type { AuthoriserProfession, OverrideKind, OverrideRow, OverrideStanding } from '#sharing';
import type { OverrideOpening } from '../../application/overrides/override-openings.js';
import type { Tag } from '../tags.js';
import type { TextField } from './override-form.js';

export const TITLES: Readonly<Record<OverrideKind, string>> = {
  OVERRIDE: 'Ask to override a refusal',
  NOT_SHARING: 'Decide not to share',
};

/** The rows on which a refusal may be overridden, each with its test in one line. */
export const OVERRIDE_ROWS: readonly {
  readonly row: OverrideRow;
  readonly text: string;
  readonly hint: string;
}[] = [
  {
    row: 'D1',
    text: 'A court order or a law compels it (D1)',
    hint: 'You can name the order or the section.',
  },
  {
    row: 'D2',
    text: 'Life at risk or immediate danger (D2)',
    hint: 'A named person judged it. The record and the approval are due by the end of the next working day.',
  },
  {
    row: 'D3',
    text: 'Reasonable cause to suspect significant harm (D3)',
    hint: 'Children Act 1989, section 47. A named person judged it. Nothing is shared until it is authorised.',
  },
  {
    row: 'D4',
    text: 'The duty to share for safeguarding or welfare (D4)',
    hint: 'Children Act 2004, section 16LA. Relevant, may help, and would not harm the child more than silence.',
  },
];

interface Question {
  readonly name: TextField;
  readonly label: string;
  readonly hint: string;
}

export const TEXT_QUESTIONS = (kind: OverrideKind): readonly Question[] => [
  kind === 'OVERRIDE'
    ? { name: 'harmFeared', label: 'What harm do you fear?', hint: 'To whom, and how soon.' }
    : {
        name: 'harmFeared',
        label: 'What harm would sharing do?',
        hint: 'Why it is more than silence would do.',
      },
  { name: 'evidence', label: 'What do you know it from?', hint: 'Keep fact, opinion and allegation apart.' },
  {
    name: 'whyNoAgreement',
    label: 'Why was agreement refused, or why is it unsafe to ask?',
    hint: 'In the family’s words where you have them.',
  },
  { name: 'alternatives', label: 'What else was tried or considered?', hint: 'And why it is not enough.' },
];

export const PROFESSION_WORDS: Readonly<Record<AuthoriserProfession, string>> = {
  SOCIAL_WORK_MANAGER: 'qualified social work manager',
  NAMED_SAFEGUARDING_PROFESSIONAL: 'named safeguarding professional',
  DESIGNATED_SAFEGUARDING_LEAD: 'designated safeguarding lead',
  CALDICOTT_GUARDIAN: 'Caldicott Guardian',
};

export const STANDING_TAGS: Readonly<Record<OverrideStanding, Tag>> = {
  WAITING: { text: 'Waiting', classes: 'govuk-tag--yellow' },
  APPROVAL_OWED: { text: 'Approval owed', classes: 'govuk-tag--orange' },
  AUTHORISED: { text: 'Authorised', classes: 'govuk-tag--purple' },
  REFUSED: { text: 'Declined', classes: 'govuk-tag--red' },
  WITHDRAWN: { text: 'Withdrawn', classes: 'govuk-tag--grey' },
  LAPSED: { text: 'Lapsed', classes: 'govuk-tag--grey' },
};

export const OPENING_WORDS: Readonly<Record<OverrideOpening, string>> = {
  OPEN: 'Open now.',
  BEING_READ: 'Being read again from the agency’s feed. Reload this page to see whether it is open.',
  CONTENT_GONE: 'The agency’s feed no longer has it. The hub has asked the agency to send it again.',
  NOT_OPENED: 'Not open. The rules ask for more than this override.',
};
