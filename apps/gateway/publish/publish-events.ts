import { explain, type ExplainedReason } from '#contracts';
import type { FeedWriter } from '#feed';
import type { AgencyId } from '#platform';
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

/** Resolves when every accepted event is durable. Throws `FEED.UNAVAILABLE`. */
export async function publishEvents(
  writer: FeedWriter,
  { agency, events, correlationId, traceparent }: Publication,
): Promise<readonly PublishResult[]> {
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'throughline-correlation-id': correlationId,
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  const checked = events.map((event) => checkEnvelope(agency, event, headers));
  await writer.publish(checked.flatMap((each) => (each.fits ? [each.message] : [])));
  return checked.map(resultOf);
}

function resultOf(checked: Envelope): PublishResult {
  if (checked.fits) return { id: checked.id, status: 'accepted', receipt: receiptLink(checked.id) };
  const { id, code, path } = checked;
  return { ...(id === undefined ? {} : { id }), status: 'refused', reasons: [explain({ code, path })] };
}

export const receiptLink = (sourceEventId: string): string =>
  `/v1/events/${encodeURIComponent(sourceEventId)}/receipt`;
