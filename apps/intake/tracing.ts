import type { FeedMessage } from '#feed';
import { inSpan, isSampled, isTracing, parseTraceparent, startSpan, type WorkSpan } from '#platform/tracing';

/** Traces of the messages in hand, as far as they are recorded. */
const traces = new WeakMap<FeedMessage, string>();

/**
 * What goes on with an event into the store: its own trace, from here on where intake records it, as its publisher sent it
 * where not. What is of another form is left behind.
 */
export const traceparentOf = (message: FeedMessage): string | undefined =>
  traces.get(message) ?? sentWith(message);

/** Takes the batch in a span that is linked to the trace of each message, and each message in a span of its own trace. */
export async function traceBatch(messages: readonly FeedMessage[], take: () => Promise<void>): Promise<void> {
  if (!isTracing()) return take();
  const attributes = {
    ...attributesOf(messages),
    'messaging.batch.message_count': messages.length,
  };
  await inSpan('take batch', { attributes, links: () => messages.map(sentWith) }, async (batch) => {
    if (batch.traceparent === undefined) return take();
    const spans = messages.flatMap((message) => startOf(message, batch));
    try {
      await take();
    } catch (error) {
      for (const span of spans) span.fail(error);
      throw error;
    } finally {
      for (const span of spans) span.end();
    }
  });
}

/** Only where the publisher's trace is recorded: one for each message of the county would cost more than it tells. */
function startOf(message: FeedMessage, batch: WorkSpan): readonly WorkSpan[] {
  const parent = parseTraceparent(message.headers['traceparent']);
  if (!parent || !isSampled(parent)) return [];
  const links = () => [batch.traceparent];
  const span = startSpan('take event', {
    attributes: attributesOf([message]),
    parent: sentWith(message),
    links,
  });
  if (span.traceparent !== undefined) traces.set(message, span.traceparent);
  return [span];
}

function sentWith({ headers: { traceparent } }: FeedMessage): string | undefined {
  return parseTraceparent(traceparent) && traceparent;
}

/** Batches of several topics may be taken as one, which then has no name. */
function attributesOf(messages: readonly FeedMessage[]) {
  const [topic, ...others] = new Set(messages.map((message) => message.topic));
  return {
    'messaging.system': 'throughline',
    'messaging.operation.type': 'process',
    ...(topic === undefined || others.length > 0 ? {} : { 'messaging.destination.name': topic }),
  };
}
