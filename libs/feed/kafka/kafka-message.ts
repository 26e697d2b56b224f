import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { AgencyId } from '#platform';
import type { FeedMessage } from '../ports.js';

interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly agency: AgencyId;
}

/** A partner's own client may send no key or no value: both then come as empty, for intake to judge. */
export const feedMessage = (place: Place, message: KafkaMessage): FeedMessage => ({
  ...place,
  offset: BigInt(message.offset),
  key: message.key?.toString() ?? '',
  headers: headersOf(message.headers ?? {}),
  value: message.value ?? Buffer.alloc(0),
  appendedAt: timeOf(message),
});

/** The last that has a year of four digits. */
const LAST_MS = Date.UTC(10_000, 0) - 1;

/**
 * The broker's, unless the topic is not as it should be: then a client may write anything, and what no `Date` holds would
 * have no place in the line of its batch. The beginning of time is the same at each delivery.
 */
function timeOf({ timestamp }: KafkaMessage): Date {
  const ms = Number(timestamp);
  return new Date(ms >= 0 && ms <= LAST_MS ? ms : 0);
}

/** Kafka allows a header twice, of which the last one counts, and one without a value, which says nothing. */
const headersOf = (headers: IHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return last ? [[name, last.toString()]] : [];
    }),
  );
