import { createOwedCounts } from '#governance';
import type { PartContext, Stores } from '#runtime';

export interface RecordWatchOpening extends Pick<PartContext, 'clock' | 'metrics'> {
  readonly stores: Pick<Stores, 'pool'>;
}

/** Records that people owe for what was shown, counted when the metrics are read. */
export function openRecordWatch({ stores, clock, metrics }: RecordWatchOpening): void {
  const counts = createOwedCounts(stores.pool);
  metrics.beforeReading(async () => {
    const { approvalsOwed, approvalsMissed, emergenciesUnreviewed } = await counts(clock());
    metrics.set('throughline_override_approvals_owed', {}, approvalsOwed);
    metrics.set('throughline_override_approvals_missed', {}, approvalsMissed);
    metrics.set('throughline_emergency_views_unreviewed', {}, emergenciesUnreviewed);
  });
}
