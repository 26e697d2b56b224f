import { reasonOf } from './reason-codes.js';

/** The words of a reason code. */
export interface ReasonText {
  readonly code: string;
  /** A sentence, never with a value. */
  readonly title: string;
  readonly remedy: string;
}

export interface ExplainedReason extends ReasonText {
  /** JSON pointer to the place in the event. */
  readonly path?: string;
}

/** Adds the catalogue's words to a code, as its publisher reads them. */
export function explain(reason: {
  readonly code: string;
  readonly path?: string | undefined;
}): ExplainedReason {
  const { code, sentence, remedy, publisherRemedy } = reasonOf(reason.code);
  const path = reason.path === undefined || reason.path === '' ? {} : { path: reason.path };
  return { code, title: sentence, remedy: publisherRemedy ?? remedy, ...path };
}
