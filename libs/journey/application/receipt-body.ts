import { explain, type ExplainedReason } from '#contracts';
import type { AskedContent, Receipt, ReceiptOutcome } from '../domain/receipt.js';

/** The same over HTTP and on the agency's receipts topic: `contracts/schemas/hub/receipt.json`. */
export interface ReceiptBody {
  /** The publisher's own event id; absent where the message held none that could be read. */
  readonly id?: string;
  readonly state: ReceiptOutcome | 'rejected' | 'parked';
  /** Row of the decision table that the outcome stands on. */
  readonly row?: string;
  readonly reasons: readonly ExplainedReason[];
  readonly recipients: readonly RecipientOutcome[];
  /** Only of an event that the publisher was asked to publish again. */
  readonly content?: ContentAnswer;
  /** Oldest first. */
  readonly history: readonly { readonly at: string; readonly state: string }[];
}

interface ContentAnswer {
  readonly askedAt: string;
  readonly givenAt?: string;
  readonly reason: ExplainedReason;
}

interface RecipientOutcome {
  readonly recipient?: string;
  readonly outcome: string;
  readonly row?: string;
  readonly reasons: readonly ExplainedReason[];
}

/** What the publisher is told. A delivery refused beside a stored one (other content under its id) is told too. */
export function receiptBody({
  sourceEventId,
  outcome,
  decisions,
  history,
  rejections,
  content,
  waiting,
  takenAt,
}: Receipt): ReceiptBody {
  const refused = rejections.map(({ receivedAt }) => ({ at: receivedAt.toISOString(), state: 'rejected' }));
  const isWaiting = outcome === undefined && waiting !== undefined;
  const parked = isWaiting ? [{ at: waiting.since.toISOString(), state: 'parked' }] : [];
  const steps = [...history.map(({ at, outcome: state }) => ({ at, state })), ...refused, ...parked];
  const settled = decisions.find(isPermittedPart) ?? decisions[0];
  const decided = (settled?.reasons ?? []).map((code) => ({ code }));
  const reasons = isWaiting ? [WHY_PARKED] : [...decided, ...latest(rejections, takenAt)];
  return {
    ...(sourceEventId === undefined ? {} : { id: sourceEventId }),
    state: outcome ?? (isWaiting ? 'parked' : 'rejected'),
    ...(settled?.row === undefined ? {} : { row: settled.row }),
    reasons: reasons.map(explain),
    recipients: decisions.map(recipientOutcome),
    ...(content ? { content: contentAnswer(content) } : {}),
    history: steps.sort((a, b) => a.at.localeCompare(b.at)),
  };
}

const contentAnswer = ({ askedAt, givenAt }: AskedContent): ContentAnswer => ({
  askedAt: askedAt.toISOString(),
  ...(givenAt ? { givenAt: givenAt.toISOString() } : {}),
  reason: explain({ code: givenAt ? 'CONTENT.GIVEN' : 'CONTENT.ASKED' }),
});

type Told = Receipt['decisions'][number];

const isPermittedPart = ({ outcome }: Told): boolean => outcome === 'PERMIT' || outcome === 'MUST_SHARE';

/** What was wrong with a delivery before the one that was taken has been mended. */
function latest(rejections: Receipt['rejections'], takenAt: Date | undefined) {
  const last = rejections.at(-1);
  return last && (takenAt === undefined || last.receivedAt >= takenAt) ? last.reasons : [];
}

/** Whether it met the fault itself or waits behind another event: that one may be another agency's. */
const WHY_PARKED = { code: 'INTAKE.PARKED' };

const recipientOutcome = ({ recipient, outcome, row, reasons }: Told): RecipientOutcome => ({
  ...(recipient === undefined ? {} : { recipient }),
  outcome,
  ...(row === undefined ? {} : { row }),
  reasons: reasons.map((code) => explain({ code })),
});
