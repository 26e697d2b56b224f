import { explain, type ExplainedReason } from '#contracts';
import { CORRELATION_HEADER, topicOf, type FeedWriter } from '#feed';
import type { AgencyId } from '#platform';
import { inSpan } from '#platform/tracing';
import { checkEnvelope, type Envelope } from './check-envelope.js';

export type PublishResult =
  | { readonly id: string; readonly status: 'accepted'; readonly receipt: string }
  | { readonly id?: string; readonly status: 'refused'; readonly reasons: readonly ExplainedReason[] };

export interface Publication {
  readonly agency: AgencyId;
  readonly events: readonly unknown[];
  readonly correlationId: string;
  readonly traceparent?: string | undefined;
}

/** Resolves when every accepted event is durable. Throws `FEED.UNAVAILABLE` or `FEED.STORAGE_FULL`. */
export async function publishEvents(
  writer: FeedWriter,
  publication: Publication,
): Promise<readonly PublishResult[]> {
  const { agency, events } = publication;
  const attributes = {
    'messaging.system': 'throughline',
    'messaging.operation.type': 'send',
    'messaging.destination.name': topicOf(agency),
    'messaging.batch.message_count': events.length,
  };
  return inSpan('publish events', { attributes, links: () => events.map(ownTrace) }, async (span) => {
    const headers = headersOf(publication, span.traceparent ?? publication.traceparent);
    const checked = events.map((event) => checkEnvelope(agency, event, headers));
    await writer.publish(checked.flatMap((each) => (each.fits ? [each.message] : [])));
    return checked.map(resultOf);
  });
}

const headersOf = ({ correlationId }: Publication, traceparent: string | undefined) => ({
  'content-type': 'application/cloudevents+json; charset=utf-8',
  [CORRELATION_HEADER]: correlationId,
  ...(traceparent === undefined ? {} : { traceparent }),
});

/** The CloudEvents extension: where the event came about, which need not be where it was sent. */
function ownTrace(event: unknown): string | undefined {
  const { traceparent } = (event ?? {}) as Readonly<Record<string, unknown>>;
  return typeof traceparent === 'string' ? traceparent : undefined;
}

function resultOf(checked: Envelope): PublishResult {
  if (checked.fits) return { id: checked.id, status: 'accepted', receipt: receiptLink(checked.id) };
  const { id, code, path } = checked;
  return { ...(id === undefined ? {} : { id }), status: 'refused', reasons: [explain({ code, path })] };
}

export const receiptLink = (sourceEventId: string): string =>
  `/v1/events/${encodeURIComponent(sourceEventId)}/receipt`;
