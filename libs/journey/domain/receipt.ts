import type { AgencyId } from '#platform';
import type { Decision } from '#sharing';

export type ReceiptOutcome = 'stored' | 'withheld' | 'ceased';

/** What became of one source event, as far as its publisher may know. */
export interface Receipt {
  readonly agency: AgencyId;
  /** Undefined where the message held none that could be read. */
  readonly sourceEventId: string | undefined;
  /** Undefined where no item came of it so far. */
  readonly outcome: ReceiptOutcome | undefined;
  /** When the feed took the delivery that the item came of. */
  readonly takenAt?: Date;
  readonly decisions: readonly Pick<Decision, 'recipient' | 'outcome' | 'row' | 'reasons'>[];
  readonly history: readonly { readonly at: string; readonly outcome: ReceiptOutcome }[];
  /** The newest refused deliveries under this id, oldest first; of many only some. */
  readonly rejections: readonly Rejection[];
  /** The feed no longer had its content when it might have been shared. */
  readonly content?: AskedContent;
  /** It waits until the hub can take it. */
  readonly waiting?: Waiting | undefined;
}

export interface AskedContent {
  readonly askedAt: Date;
  /** Absent while it is waited for. */
  readonly givenAt?: Date;
}

export interface Waiting {
  readonly since: Date;
}

export interface Rejection {
  readonly receivedAt: Date;
  readonly reasons: readonly { readonly code: string; readonly path?: string }[];
}
