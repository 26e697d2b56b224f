import { SAMPLE_VERDICTS } from '#governance';
import { allWordsOf, MOST_WORDS, soleTextOf } from '../form-values.js';

export interface ReadVerdict {
  readonly typed: { readonly verdict: string | undefined; readonly words: string | undefined };
  readonly errors: readonly { readonly text: string; readonly href: string; readonly field: string }[];
}

/** A verdict and why. A reason is asked for each, also for agreement: it is what makes the check evidence. */
export function readVerdict(body: unknown): ReadVerdict {
  const verdict = soleTextOf(body, 'verdict');
  const words = allWordsOf(body, 'words') || undefined;
  const errors = [
    ...((SAMPLE_VERDICTS as readonly (string | undefined)[]).includes(verdict)
      ? []
      : [fault('verdict', 'Select whether you agree.')]),
    ...(words === undefined ? [fault('words', 'Say why.')] : []),
    ...((words?.length ?? 0) > MOST_WORDS ? [fault('words', 'Say why in 2,000 characters or fewer.')] : []),
  ];
  return { typed: { verdict, words }, errors };
}

const fault = (field: string, text: string) => ({ field, text, href: `#${field}` });
