import type { DryRunResult, ReceiptBody } from '#journey';
import type { Tag } from '../tags.js';

const tag = (text: string, colour: string): Tag => ({ text, classes: `govuk-tag--${colour}` });

/** What became of an event, in the words of the state table. */
export const STATE_TAGS: Readonly<Record<ReceiptBody['state'], Tag>> = {
  stored: tag('Accepted', 'green'),
  withheld: tag('Withheld', 'yellow'),
  ceased: tag('No longer shared', 'grey'),
  rejected: tag('Rejected', 'red'),
  parked: tag('Waiting', 'blue'),
};

export const STATE_SENTENCES: Readonly<Record<ReceiptBody['state'], string>> = {
  stored: 'At least one team may see it. Nothing for you to do.',
  withheld:
    'Nobody may see it now. The reasons below say what is missing. It is released by itself if that comes.',
  ceased: 'It was shared, and what that stood on has ended. Nothing for you to do.',
  rejected:
    'It was not taken, and nothing of it is kept but where it lies. Mend it as the reasons say, and send it again.',
  parked: 'The hub cannot take it yet because of a fault of its own. It is kept. Nothing for you to do.',
};

export const OUTCOME_TAGS: Readonly<Record<string, Tag>> = {
  PERMIT: tag('Shared', 'green'),
  MUST_SHARE: tag('Shared', 'green'),
  ADVISE: tag('A person must confirm', 'yellow'),
  DENY: tag('Not shared', 'grey'),
  HOLD: tag('Held for a person', 'yellow'),
};

export const TRY_TAGS: Readonly<Record<DryRunResult['state'], Tag>> = {
  'would-be-shared': tag('Would be accepted', 'green'),
  'would-be-withheld': tag('Would be withheld', 'yellow'),
  'would-be-noted': tag('Would be noted', 'green'),
  'would-be-rejected': tag('Would be rejected', 'red'),
};

const STATES = ['stored', 'withheld', 'ceased', 'rejected', 'parked'] as const;

/** No state of its own: whatever became of it, its content is asked for. */
export const CONTENT_ASKED = 'content-asked';

export const OUTCOME_CHOICES: readonly (readonly [string, string])[] = [
  ...STATES.map((state) => [state, STATE_TAGS[state].text] as const),
  [CONTENT_ASKED, 'Asked for again'],
];
