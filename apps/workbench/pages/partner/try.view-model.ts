import type { DryRunResult } from '#journey';
import { cardsOf } from './decided.js';
import { TRY_TAGS } from './states.js';

/** As many as a person can read on one page. */
const MOST = 20;

export type Pasted =
  | { readonly events: readonly unknown[]; readonly fault?: undefined }
  | { readonly events?: undefined; readonly fault: string };

/** One event, or a list of them. */
export function readPasted(text: string): Pasted {
  if (text.trim() === '') return { fault: 'Paste an event as JSON' };
  try {
    const parsed: unknown = JSON.parse(text);
    const events: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
    if (events.length === 0) return { fault: 'The list is empty. Paste at least one event' };
    return events.length > MOST ? { fault: `Paste at most ${MOST} events at a time` } : { events };
  } catch (error) {
    return { fault: `This is not JSON${lineOf(text, error)}. Check commas, brackets and quotation marks` };
  }
}

/** Where the parser stopped, if it says so. */
function lineOf(text: string, error: unknown): string {
  const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return at === undefined ? '' : ` at line ${text.slice(0, Number(at)).split('\n').length}`;
}

export const tryPage = () => ({ title: 'Try an event', answers: [], text: '', failed: false });

export const faultPage = (text: string, fault: string) => ({
  ...tryPage(),
  ...{ text, fault, failed: true },
});

export const answersPage = (
  text: string,
  results: readonly DryRunResult[],
  nameOf: (recipient: string) => string,
) => ({
  ...tryPage(),
  text,
  answers: results.map((result, at) => ({
    heading: result.id === undefined ? `Event ${at + 1}` : `Event ${result.id}`,
    tag: TRY_TAGS[result.state],
    sentence: SENTENCES[result.state],
    reasons: 'reasons' in result ? result.reasons : [],
    cards: 'decisions' in result ? cardsOf(result.decisions, nameOf) : [],
    assumes: 'assumes' in result ? result.assumes : [],
  })),
});

const SENTENCES: Readonly<Record<DryRunResult['state'], string>> = {
  'would-be-shared': 'At least one team might see it.',
  'would-be-withheld': 'Nobody might see it. The reasons below say what is missing.',
  'would-be-noted': 'What it says of an agreement would be noted.',
  'would-be-rejected': 'It would not be taken. Mend these and try again.',
};
