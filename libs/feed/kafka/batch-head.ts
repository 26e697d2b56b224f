interface Sized {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer;
}

/** Of the whole message: partners' own clients may put more beside the value than into it. */
export const bytesOf = ({ key, headers, value }: Sized): number =>
  Object.entries(headers).reduce(
    (sum, [name, text]) => sum + Buffer.byteLength(name) + Buffer.byteLength(text),
    value.length + Buffer.byteLength(key),
  );

/**
 * The first of the messages that fit both limits; at least one. The rest is fetched again in its turn, so that an agency
 * with a long queue holds up no other.
 */
export function headOf<Message extends Sized>(
  messages: readonly Message[],
  maxMessages: number,
  maxBytes: number,
): readonly Message[] {
  let bytes = 0;
  const end = messages.findIndex(
    (message, at) => (bytes += bytesOf(message)) > maxBytes || at >= maxMessages,
  );
  return end === -1 ? messages : messages.slice(0, Math.max(end, 1));
}
