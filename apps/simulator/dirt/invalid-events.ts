import { type SourceEvent } from '#contracts';
import { type InvalidReason, type MalformedEvent } from '../county/county.js';

const WAYS: Readonly<Record<InvalidReason, (event: SourceEvent) => MalformedEvent>> = {
  'wrong-check-digit': (event) => withData(event, { subjects: event.data.subjects.map(withWrongNhsNumber) }),
  'unknown-type': (event) => ({ ...event, type: 'health.horoscope-read.v1' }),
  'foreign-source': (event) => ({ ...event, source: 'urn:agency:ods:X99999' }),
  'missing-details': (event) => withData(event, { details: undefined }),
  'missing-sharing': (event) => withData(event, { sharing: undefined }),
  'bad-date': (event) => ({ ...event, time: 'last Tuesday' }),
};

export const INVALID_REASONS = Object.keys(WAYS) as readonly InvalidReason[];

/** The event as an agency with a fault in its system would send it. */
export const brokenIn = (event: SourceEvent, reason: InvalidReason): MalformedEvent => WAYS[reason](event);

function withData(event: SourceEvent, change: Readonly<Record<string, unknown>>): MalformedEvent {
  const data = Object.entries({ ...event.data, ...change }).filter(([, value]) => value !== undefined);
  return { ...event, data: Object.fromEntries(data) };
}

/** 999 000 1236: the last digit should be 5. */
function withWrongNhsNumber(subject: SourceEvent['data']['subjects'][number]) {
  return { ...subject, identifiers: { ...subject.identifiers, nhsNumber: '9990001236' } };
}
