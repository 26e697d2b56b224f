import { SAMPLE_VERDICTS } from '#governance';

export interface ReadVerdict {
  readonly typed: { readonly verdict: string | undefined; readonly words: string | undefined };
  readonly errors: readonly { readonly text: string; readonly href: string; readonly field: string }[];
}

const LONGEST = 2_000;

/** A verdict and why. A reason is asked for each, also for agreement: it is what makes the check evidence. */
export function readVerdict(body: unknown): ReadVerdict {
  const verdict = valueOf(body, 'verdict');
  const words = valueOf(body, 'words');
  const errors = [
    ...((SAMPLE_VERDICTS as readonly (string | undefined)[]).includes(verdict)
      ? []
      : [fault('verdict', 'Select whether you agree.')]),
    ...(words === undefined ? [fault('words', 'Say why.')] : []),
    ...((words?.length ?? 0) > LONGEST ? [fault('words', 'Say why in 2,000 characters or fewer.')] : []),
  ];
  return { typed: { verdict, words }, errors };
}

function valueOf(body: unknown, name: string): string | undefined {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

const fault = (field: string, text: string) => ({ field, text, href: `#${field}` });
