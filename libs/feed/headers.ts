/** Carries the publisher's own event id beside the message, so that a receipt can be found without opening it. */
export const EVENT_ID_HEADER = 'throughline-event-id';
/** Of a message that was put back: which it repeats, as `topic/partition/offset`. */
export const REPLAY_OF_HEADER = 'throughline-replay-of';
/** Of a message that was put back: 2 for the first repeat. */
export const ATTEMPT_HEADER = 'throughline-attempt';
/** Of the request that an event came by, where it came over HTTP. */
export const CORRELATION_HEADER = 'throughline-correlation-id';

const CORRELATION = /^[0-9a-f-]{8,64}$/i;
const ATTEMPT = /^[1-9][0-9]{0,4}$/;

/** Which delivery of its event a message is, from 1; 1 too where a publisher wrote something else into the header. */
export function attemptOf(headers: Readonly<Record<string, string>>): number {
  const stated = headers[ATTEMPT_HEADER] ?? '';
  return ATTEMPT.test(stated) ? Number(stated) : 1;
}

/** A publisher's own client may write anything of any length there: only what has the form of an id goes on. */
export const isCorrelationId = (text: string): boolean => CORRELATION.test(text);

export function correlationIdOf(headers: Readonly<Record<string, string>>): string | undefined {
  const stated = headers[CORRELATION_HEADER];
  return stated !== undefined && isCorrelationId(stated) ? stated : undefined;
}
