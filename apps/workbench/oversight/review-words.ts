import type { ReviewAnswer, ReviewAsk } from '#governance';

/** What is asked, for a list. */
export const ASK_WORDS: Readonly<Record<ReviewAsk, string>> = {
  DISAGREEMENT: 'Those who may answer disagree',
  OVERRIDE: 'Refused, and no complete override',
  CONFIRM_DUTY: 'The duty to share may apply',
};

/** The same as a question to the person who decides. */
export const ASK_QUESTIONS: Readonly<Record<ReviewAsk, string>> = {
  DISAGREEMENT: 'Those who may agree to sharing gave different answers. Which of them is followed?',
  OVERRIDE: 'Agreement was refused or withdrawn, and an agency judged that sharing is needed all the same.',
  CONFIRM_DUTY:
    'An agency judged it relevant and helpful. The duty to share is suggested, not decided: a person must confirm.',
};

export const ANSWER_WORDS: Readonly<Record<ReviewAnswer, string>> = {
  SHARE: 'Share',
  NOT_SHARE: 'Do not share',
  ASK_AGAIN: 'Ask the family for a new answer',
};
