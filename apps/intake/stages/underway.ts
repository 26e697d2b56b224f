import type { FeedMessage } from '#feed';
import type { AgencyId } from '#platform';

/** A code of the reason catalogue, with the place in the event where there is one; never a value. */
export interface Reason {
  readonly code: string;
  readonly path?: string;
}

/** Goes on to the next stage with what was found so far, or is set aside with reasons. */
export type Underway<T> = { readonly on: true; readonly value: T } | SetAside;

export interface SetAside {
  readonly on: false;
  readonly message: FeedMessage;
  readonly sourceEventId?: string | undefined;
  readonly reasons: readonly Reason[];
}

export const goOn = <T>(value: T): Underway<T> => ({ on: true, value });

export const setAside = (
  message: FeedMessage,
  reasons: readonly Reason[],
  sourceEventId?: string,
): SetAside => ({ on: false, message, reasons, sourceEventId });

/** The next stage for what goes on; what was set aside stays aside. */
export const andThen = <A, B>(
  underway: readonly Underway<A>[],
  stage: (value: A) => Underway<B>,
): readonly Underway<B>[] => underway.map((each) => (each.on ? stage(each.value) : each));

export interface Decoded {
  readonly message: FeedMessage;
  /** A CloudEvent in form; nothing of its content is checked yet. */
  readonly event: CloudEventShape;
}

export interface CloudEventShape {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly [attribute: string]: unknown;
}

export interface Authenticated extends Decoded {
  readonly agency: AgencyId;
}
