import type { Logger, Metrics } from '#platform';
import type { Prepared } from './append.js';
import type { Outcome } from './plan.js';
import type { SetAside } from './underway.js';

export interface BatchReport {
  readonly outcomes: ReadonlyMap<Prepared, Outcome>;
  readonly aside: readonly SetAside[];
  readonly parked: number;
  /** Repeats that are content which was asked for. */
  readonly given: number;
  readonly appended: number;
  readonly ms: number;
}

/** Counts what became of the batch. What the publisher is told follows from the events themselves. */
export function receipt(
  { outcomes, aside, parked, given, appended, ms }: BatchReport,
  metrics: Metrics,
  logger: Logger,
): void {
  for (const outcome of ['shared', 'withheld', 'noted'] as const) {
    const count = [...outcomes.values()].filter((each) => each === outcome).length;
    if (count > 0) metrics.count('throughline_outcomes_total', { outcome }, count);
  }
  if (aside.length > 0) metrics.count('throughline_outcomes_total', { outcome: 'rejected' }, aside.length);
  if (parked > 0) metrics.count('throughline_outcomes_total', { outcome: 'parked' }, parked);
  if (given > 0) metrics.count('throughline_outcomes_total', { outcome: 'content_given' }, given);
  for (const { reasons } of aside)
    metrics.count('throughline_rejects_total', { code: reasons[0]?.code ?? 'UNKNOWN' });
  metrics.count('throughline_appends_total', {}, appended);
  metrics.observe('throughline_intake_batch_seconds', {}, ms / 1000);
  logger.debug('Batch taken', { count: outcomes.size + aside.length + parked, ms: Math.round(ms) });
}
