import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const standard = addFormats.default(new Ajv2020(), ['date', 'date-time']);
const isDate = standard.compile({ type: 'string', format: 'date' });
const isDateTime = standard.compile({ type: 'string', format: 'date-time' });

/** By the letter of RFC 3339, which the standard check does not keep to; PostgreSQL has no offsets of 16 hours or more. */
const LETTER = /^.{10}t.*(?:z|[+-](?:0\d|1[0-5]):\d\d)$/i;
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** A day in the years that the hub can keep. */
export const isDay = (text: string): boolean => isDate(text) && isKept(Date.parse(`${text}T00:00:00Z`));

/**
 * A moment that all behind the contract read alike: the rules, the clock and the views. One that only some read would be
 * an order of a court that nobody heeds, or stop a view for everybody. No clock here knows a leap second.
 */
export const isMoment = (text: string): boolean =>
  LETTER.test(text) && isDateTime(text) && isKept(Date.parse(text));

const isKept = (moment: number): boolean => moment >= FIRST && moment <= LAST;

/** A date alone, where a date or a moment is stated. */
export const isDayAlone = (stated: string): boolean => stated.length === 'yyyy-mm-dd'.length;
