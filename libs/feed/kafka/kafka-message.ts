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
  appendedAt: new Date(Number(message.timestamp)),
});

/** Kafka allows a header twice, of which the last one counts, and one without a value, which says nothing. */
const headersOf = (headers: IHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return last ? [[name, last.toString()]] : [];
    }),
  );
