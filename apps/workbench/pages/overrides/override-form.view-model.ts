import { titleOf } from '#contracts';
import type { AgencyDirectory } from '#access';
import type { Overridable } from '../../application/overrides/overridable.js';
import type { OverrideFormPage } from '../../application/overrides/view-override-form.query.js';
import { dateWords, momentWords } from '../../frame/dates.js';
import { familyFrame } from '../family-frame.js';
import { OVERRIDE_ROWS, TEXT_QUESTIONS, TITLES } from './override-words.js';
import { type FieldError, type TypedOverride } from './override-form.js';

const DAY = 86_400_000;

/** The questions, with what was typed before. Nothing is ticked beforehand. */
export function overrideFormPage(
  { view, items, now }: OverrideFormPage,
  typed: TypedOverride,
  errors: readonly FieldError[],
  directory: AgencyDirectory,
) {
  const named = namesOf(items, directory);
  const errorAt = (href: string) => errors.find((error) => error.href === href);
  return {
    ...frameOf(view, typed),
    failed: errors.length > 0,
    errors,
    rows: OVERRIDE_ROWS.map(({ row, text, hint }) => ({
      ...{ value: row, text, hint: { text: hint } },
      checked: row === typed.row,
    })),
    rowError: errorAt('#row'),
    items: items.map(({ item }) => ({
      ...{ value: item, text: named.get(item) ?? '', checked: typed.items.includes(item) },
      necessity: typed.necessity[item] ?? '',
    })),
    itemsError: errorAt('#items'),
    recipients: directory.recipients.map(({ recipient, name }) => ({
      ...{ value: recipient, text: name, checked: typed.recipients.includes(recipient) },
    })),
    recipientsError: errorAt('#recipients'),
    questions: TEXT_QUESTIONS(typed.kind).map((question) => ({
      ...question,
      value: typed.texts[question.name],
      error: errorAt(`#${question.name}`),
    })),
    told: typed.told,
    whyNotTold: typed.texts.whyNotTold,
    toldError: errorAt('#told'),
    review: { day: typed.day, month: typed.month, year: typed.year },
    reviewHint: `Within 28 days: not later than ${dateWords(new Date(now.getTime() + 28 * DAY))}`,
    reviewError: errorAt('#review-day'),
  };
}

/** Everything as it will be sent, once more before it is. */
export function overrideCheckPage(page: OverrideFormPage, typed: TypedOverride, directory: AgencyDirectory) {
  const named = namesOf(page.items, directory);
  const recipients = directory.recipients.filter(({ recipient }) => typed.recipients.includes(recipient));
  const pairs: readonly (readonly [string, string])[] = [
    ['Reason in law', OVERRIDE_ROWS.find(({ row }) => row === typed.row)?.text ?? ''],
    ...typed.items.map((item) => [named.get(item) ?? '', typed.necessity[item] ?? ''] as const),
    ['For', recipients.map(({ name }) => name).join(', ')],
    ...TEXT_QUESTIONS(typed.kind).map(({ label, name }) => [label, typed.texts[name]] as const),
    ['Family told', typed.told === 'yes' ? 'Yes' : `No. ${typed.texts.whyNotTold}`],
    [
      'Review date',
      dateWords(new Date(`${typed.year ?? ''}-${pad(typed.month)}-${pad(typed.day)}T12:00:00Z`)),
    ],
  ];
  return {
    ...frameOf(page.view, typed),
    title: 'Check your answers',
    rows: pairs.map(([key, value]) => ({ key: { text: key }, value: { text: value } })),
    hidden: hiddenOf(typed),
  };
}

const pad = (text: string | undefined): string => (text ?? '').padStart(2, '0');

function frameOf(view: OverrideFormPage['view'], { kind }: TypedOverride) {
  return {
    title: TITLES[kind],
    section: `Family ${view.reference}`,
    familyFrame: familyFrame(view, 'timeline'),
    back: `/families/${view.family}/timeline`,
    action: `/families/${view.family}/overrides`,
    kind,
  };
}

/** What is held back is told by agency and number alone: no date, kind or person. */
function namesOf(items: readonly Overridable[], { agencies }: AgencyDirectory): ReadonlyMap<string, string> {
  const counted = new Map<string, number>();
  return new Map(
    items.map(({ item, agency, shown }) => {
      const holder = agencies.find(({ id }) => id === agency)?.name ?? agency;
      if (shown) return [item, `${titleOf(shown.type)}, ${momentWords(shown.occurredAt)}, ${holder}`];
      const number = (counted.get(agency) ?? 0) + 1;
      counted.set(agency, number);
      return [item, `Withheld item ${number} of ${holder}`];
    }),
  );
}

const hiddenOf = (typed: TypedOverride): readonly { readonly name: string; readonly value: string }[] =>
  [
    ['kind', typed.kind],
    ['row', typed.row ?? ''],
    ['told', typed.told ?? ''],
    ['review-day', typed.day ?? ''],
    ['review-month', typed.month ?? ''],
    ['review-year', typed.year ?? ''],
    ...Object.entries(typed.texts),
    ...typed.items.map((item) => ['items', item]),
    ...Object.entries(typed.necessity).map(([item, text]) => [`necessity-${item}`, text]),
    ...typed.recipients.map((recipient) => ['recipients', recipient]),
  ].map(([name = '', value = '']) => ({ name, value }));
