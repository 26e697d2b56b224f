import type { SourceEvent } from '#contracts';
import type { FeedMessage } from '#feed';
import type { CloudEventShape, Reason } from './stages/underway.js';

export type Read<T> =
  | { readonly ok: true; readonly event: T }
  | { readonly ok: false; readonly reasons: readonly Reason[]; readonly id?: string };

/** The contracts, as intake asks them. Pure; never throws on what a publisher sent. */
export interface EventReader {
  /** Structured or binary mode; only the form of a CloudEvent is checked. */
  decode(message: Pick<FeedMessage, 'headers' | 'value'>): Read<CloudEventShape>;
  /** The catalogue's schema and rules, judged at the time the feed took the event. */
  validate(event: CloudEventShape, at: Date): Read<SourceEvent>;
  /** The same text for the same content, whatever the order of its members. */
  contentOf(event: SourceEvent): string;
}
