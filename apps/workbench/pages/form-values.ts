import { derivedUuid } from '#platform';
import { Forged, NoSuchPage, TooLong } from '../access/go-to.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What nobody can see: control characters (PostgreSQL takes no text with a zero), marks that turn the reading order round, and
 * characters without width or ink. A reason made of these would be none, and a record must read as it was written. Joiners stay,
 * which some scripts need, and the ends of lines.
 */
const UNSEEN =
  /(?![\t\n\r\u200C\u200D])(?!\p{Variation_Selector})[\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/gu;

const seen = (text: string): string => text.replace(UNSEEN, '');

/** Parts of a query or body as text; anything nested or overlong is not taken. */
export function textsOf(values: unknown, name: string): readonly string[] {
  const value = (values as Record<string, unknown> | undefined)?.[name];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.filter((text): text is string => typeof text === 'string' && text.length <= 200);
  return texts.slice(0, 50).map(seen);
}

/** The first value, trimmed; undefined where there is none or it is blank. */
export function textOf(values: unknown, name: string): string | undefined {
  const text = textsOf(values, name)[0]?.trim();
  return text === '' ? undefined : text;
}

/** A text given once. Undefined where there is none, or more than one: then nobody knows which is meant. */
export function soleTextOf(values: unknown, name: string): string | undefined {
  return isSeveral(values, name) ? undefined : textOf(values, name);
}

/** Whether a field was sent more than once. */
export const isSeveral = (values: unknown, name: string): boolean =>
  Array.isArray((values as Record<string, unknown> | undefined)?.[name]);

/**
 * The name of a form as it was shown and filled in. What a form begins is called after it and its sender, so that the same form
 * sent twice has one outcome, and one that was gone back to and changed has another. What was typed cannot be guessed from it:
 * the form's own id is random and kept nowhere. Throws `Forged` where there is none.
 */
export function formOf(body: unknown): string {
  const id = soleTextOf(body, 'formId');
  if (id === undefined || !isUuid(id)) throw new Forged();
  const filled = Object.entries(body as object).filter(([name]) => name !== '_csrf');
  return derivedUuid('form', JSON.stringify(filled.sort()));
}

/** A text of several lines as typed. Throws `TooLong`: a record with half of what somebody wrote would not be theirs. */
export function wordsOf(values: unknown, name: string): string {
  const words = allWordsOf(values, name);
  if (words.length > MOST_WORDS) throw new TooLong(words);
  return words;
}

/** The same for a form that says itself which of its texts is too long. */
export function allWordsOf(values: unknown, name: string): string {
  const value = (values as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? seen(value).trim() : '';
}

/** Longest text of a form, in characters. */
export const MOST_WORDS = 2_000;

/** A page number from 1. */
export function pageOf(values: unknown): number {
  const page = Number(textOf(values, 'page') ?? '1');
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}

export const isUuid = (text: string): boolean => UUID.test(text);

/** An id of an address. Anything that is not one is no page. */
export function idOf<Id extends string>(text: string): Id {
  if (!isUuid(text)) throw new NoSuchPage();
  return text as Id;
}
