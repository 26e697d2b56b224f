/**
 * The first of the messages that fit both limits; at least one. The rest is fetched again in its turn, so that an agency
 * with a long queue holds up no other.
 */
export function headOf<Message extends { readonly value: Buffer }>(
  messages: readonly Message[],
  maxMessages: number,
  maxBytes: number,
): readonly Message[] {
  let bytes = 0;
  const end = messages.findIndex(({ value }, at) => (bytes += value.length) > maxBytes || at >= maxMessages);
  return end === -1 ? messages : messages.slice(0, Math.max(end, 1));
}
