import { type SourceEvent } from '#contracts';
import { type AgencyKey } from '../population/agencies.js';
import { type Family, type Person } from '../population/person.js';

/**
 * What should become of a delivery once everything has arrived, as far as the simulator can know: agencies' slips can
 * keep records apart, so `stored` and `withheld` are best knowledge; the others are certain. Agreement events are
 * `stored`. `withheld` includes what was shared and ceased when agreement was withdrawn or ran out.
 */
export type Expectation = 'stored' | 'withheld' | 'rejected' | 'duplicate' | 'conflict';

/** One message on its way to the hub. A `rejected` one may break the contract in any way. */
export interface Delivery {
  /** AgencyId whose credentials carry it. */
  readonly agency: string;
  readonly event: SourceEvent | MalformedEvent;
  readonly expect: Expectation;
  /** ISO date-time at which it leaves the agency; deliveries are in this order. */
  readonly at: string;
  readonly familyKey: string;
  /** What went wrong on purpose, if anything. */
  readonly mishap?: Mishap;
}

export type MalformedEvent = Readonly<Record<string, unknown>>;

export type Mishap =
  | 'repeated'
  | 'late'
  | 'conflicting'
  | 'corrected'
  | 'correction'
  | 'retracted'
  | 'retraction'
  | InvalidReason;

export type InvalidReason =
  | 'wrong-check-digit'
  | 'unknown-type'
  | 'foreign-source'
  | 'missing-details'
  | 'missing-sharing'
  | 'bad-date';

export interface WorthOpening {
  readonly label: string;
  readonly why: string;
  /** As an analyst may type it. */
  readonly childName: string;
  readonly dateOfBirth: string;
  readonly familyKey: string;
}

export interface RecordTruth {
  /** AgencyId. */
  readonly agency: string;
  readonly localId: string;
  readonly personKey: string;
}

export interface County {
  readonly name: string;
  readonly seed: number;
  /** ISO dates: first day, and the day on which nothing happens any more. */
  readonly from: string;
  readonly endOn: string;
  readonly agencies: readonly { readonly key: AgencyKey; readonly id: string; readonly name: string }[];
  readonly people: readonly Person[];
  readonly families: readonly Family[];
  /** Whom each agency's record is of: what matching records to people should find out. */
  readonly records: readonly RecordTruth[];
  /** In the order in which they leave the agencies. */
  readonly deliveries: readonly Delivery[];
  readonly worthOpening: readonly WorthOpening[];
}

export interface CountyRequest {
  readonly seed: number;
  /** 400 where absent; about 30 events each. */
  readonly families?: number;
  /** ISO date; the eighteen months end the day before. */
  readonly endOn: string;
}
