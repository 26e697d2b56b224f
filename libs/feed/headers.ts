/** Carries the publisher's own event id beside the message, so that a receipt can be found without opening it. */
export const EVENT_ID_HEADER = 'throughline-event-id';
/** Of a message that was put back: which it repeats, as `topic/partition/offset`. */
export const REPLAY_OF_HEADER = 'throughline-replay-of';
/** Of a message that was put back: 2 for the first repeat. */
export const ATTEMPT_HEADER = 'throughline-attempt';

const ATTEMPT = /^[1-9][0-9]{0,4}$/;

/** Which delivery of its event a message is, from 1; 1 too where a publisher wrote something else into the header. */
export function attemptOf(headers: Readonly<Record<string, string>>): number {
  const stated = headers[ATTEMPT_HEADER] ?? '';
  return ATTEMPT.test(stated) ? Number(stated) : 1;
}
