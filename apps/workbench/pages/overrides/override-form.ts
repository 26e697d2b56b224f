import type { OverrideAsk } from '../../application/overrides/ask-override.command.js';
import { londonMidnight } from '../../frame/dates.js';
import type { OverrideKind, OverrideStepFault } from '#sharing';
import { Forged } from '../../access/go-to.js';
import { allWordsOf, MOST_WORDS, soleTextOf, textsOf } from '../form-values.js';

/** What was typed, by the name of its field; shown again where something is wrong with it. */
export interface TypedOverride {
  readonly kind: OverrideKind;
  readonly row: string | undefined;
  readonly items: readonly string[];
  readonly necessity: Readonly<Record<string, string>>;
  readonly recipients: readonly string[];
  readonly told: string | undefined;
  readonly texts: Readonly<Record<TextField, string>>;
  readonly day: string | undefined;
  readonly month: string | undefined;
  readonly year: string | undefined;
}

export const TEXT_FIELDS = [
  'harmFeared',
  'evidence',
  'whyNoAgreement',
  'alternatives',
  'whyNotTold',
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

export interface FieldError {
  readonly text: string;
  readonly href: string;
}

/** What a form says that it is. Throws `Forged` where it says neither: one opens what the other shuts. */
export function kindSent(body: unknown): OverrideKind {
  const kind = soleTextOf(body, 'kind');
  if (kind !== 'NOT_SHARING' && kind !== 'OVERRIDE') throw new Forged();
  return kind;
}

export function readOverride(body: unknown, kind: OverrideKind): TypedOverride {
  const items = textsOf(body, 'items');
  const texts = Object.fromEntries(TEXT_FIELDS.map((name) => [name, allWordsOf(body, name)]));
  return {
    kind,
    row: kind === 'NOT_SHARING' ? 'D4' : soleTextOf(body, 'row'),
    items,
    necessity: Object.fromEntries(items.map((item) => [item, allWordsOf(body, `necessity-${item}`)])),
    recipients: textsOf(body, 'recipients'),
    told: soleTextOf(body, 'told'),
    texts: texts as TypedOverride['texts'],
    ...{ day: soleTextOf(body, 'review-day'), month: soleTextOf(body, 'review-month') },
    year: soleTextOf(body, 'review-year'),
  };
}

/**
 * What an address begins a form with: its kind, and the items and teams of a review that leads to it. The rest is for who sends
 * it to say: words in an address would be on record as theirs and in the history of their browser.
 */
export function readOffered(query: unknown): TypedOverride {
  const kind = soleTextOf(query, 'kind') === 'NOT_SHARING' ? 'NOT_SHARING' : 'OVERRIDE';
  return readOverride({ items: textsOf(query, 'items'), recipients: textsOf(query, 'recipients') }, kind);
}

export function askOf(typed: TypedOverride, form: string): OverrideAsk {
  const { kind, row, items, recipients, necessity, told } = typed;
  const { whyNotTold, ...texts } = typed.texts;
  return {
    ...{ form, kind, row, items, recipients },
    told: told === 'yes' ? true : told === 'no' ? false : undefined,
    reviewBy: reviewDay(typed),
    words: { ...texts, necessity, ...(told === 'no' && whyNotTold !== '' ? { whyNotTold } : {}) },
  };
}

/** Undefined where it is none of the calendar, such as 31 February. */
function reviewDay({ day, month, year }: TypedOverride): string | undefined {
  if (!day || !month || !year) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return londonMidnight(date) && date;
}

/** Where each fault is put right, and how. */
const FIELDS: Readonly<Partial<Record<OverrideStepFault, FieldError>>> = {
  'OVERRIDE.ROW_NOT_OPEN': { text: 'Select the reason in law.', href: '#row' },
  'OVERRIDE.NO_ITEM': { text: 'Select at least one item.', href: '#items' },
  'OVERRIDE.NECESSITY_MISSING': {
    text: 'Say of each item that you selected why it is needed.',
    href: '#items',
  },
  'OVERRIDE.NO_RECIPIENT': { text: 'Select who it is for.', href: '#recipients' },
  'OVERRIDE.HARM_MISSING': { text: 'Enter the harm that you fear.', href: '#harmFeared' },
  'OVERRIDE.EVIDENCE_MISSING': { text: 'Enter what you know it from.', href: '#evidence' },
  'OVERRIDE.WHY_NO_AGREEMENT_MISSING': {
    text: 'Enter why agreement was refused, or why asking is unsafe.',
    href: '#whyNoAgreement',
  },
  'OVERRIDE.ALTERNATIVES_MISSING': {
    text: 'Enter what else was tried or considered.',
    href: '#alternatives',
  },
  'OVERRIDE.TOLD_MISSING': { text: 'Select whether the family is told. If not, say why.', href: '#told' },
  'OVERRIDE.REVIEW_NOT_AHEAD': { text: 'Enter a review date after today.', href: '#review-day' },
  'OVERRIDE.REVIEW_TOO_FAR': { text: 'Enter a review date within 28 days.', href: '#review-day' },
};

export function errorsOf(faults: readonly OverrideStepFault[], typed: TypedOverride): readonly FieldError[] {
  const long = TEXT_FIELDS.filter((name) => typed.texts[name].length > MOST_WORDS).map((name) => ({
    text: `Use ${MOST_WORDS.toLocaleString('en-GB')} characters or fewer.`,
    href: `#${name}`,
  }));
  const told = faults.flatMap((fault) => FIELDS[fault] ?? []);
  return [...told, ...long, ...longNecessity(typed)];
}

const longNecessity = ({ necessity }: TypedOverride): readonly FieldError[] =>
  Object.values(necessity).some((words) => words.length > MOST_WORDS)
    ? [
        {
          text: `Say why each item is needed in ${MOST_WORDS.toLocaleString('en-GB')} characters or fewer.`,
          href: '#items',
        },
      ]
    : [];
