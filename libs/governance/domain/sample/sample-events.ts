import type { ItemId, StaffId, Uuid } from '#platform';
import type { Outcome, Row } from '#sharing';
import type { Sealed } from '#vault';

export const SAMPLE_STREAMS = 'sample-';
export const sampleStream = (sample: Uuid): string => `${SAMPLE_STREAMS}${sample}`;

export const SAMPLE_VERDICTS = ['AGREE', 'DISAGREE', 'CANNOT_TELL'] as const;
export type SampleVerdict = (typeof SAMPLE_VERDICTS)[number];

/** Which decision: an item's event, and the team. */
export interface DrawnDecision {
  readonly item: ItemId;
  /** Revision of the item's stream; text because JSON has no 64-bit integers. */
  readonly revision: string;
  readonly recipient: string;
  readonly agency: string;
  readonly kind?: string;
  readonly outcome: Outcome;
  readonly row?: Row;
  readonly ruleset: string;
  /** ISO. */
  readonly decidedAt: string;
}

/** Stream `sample-<uuid>`, first event: drawn by chance from all decisions up to a position. */
export interface SampleDrawn {
  readonly sample: Uuid;
  /** What the draw follows from: the same seed over the same decisions draws the same. */
  readonly seed: string;
  /** Position in the event store up to which decisions could be drawn. */
  readonly upTo: string;
  /** How many there were to draw from. */
  readonly population: number;
  readonly drawnAt: string;
  readonly drawnBy: StaffId;
  readonly decisions: readonly DrawnDecision[];
}

/** Stream `sample-<uuid>`: a person's verdict on one of them; the last one counts. */
export interface SampleReviewed {
  readonly sample: Uuid;
  /** Place in `decisions`, from 0. */
  readonly at: number;
  readonly verdict: SampleVerdict;
  readonly reviewedAt: string;
  readonly reviewedBy: StaffId;
  /** Opens to the reviewer's words, under the record of whom the item is about (context = `<sample>/<at>`). */
  readonly sealed: Sealed;
}

export type SampleEvent =
  | { readonly type: 'SampleDrawn'; readonly data: SampleDrawn }
  | { readonly type: 'SampleReviewed'; readonly data: SampleReviewed };
