import { createBasisReader, migrateGovernance } from '#governance';
import type { PartContext, Stores } from '#runtime';
import { BasisCheck } from './basis-check.js';

export interface BasisCheckOpening extends Pick<
  PartContext,
  'directory' | 'clock' | 'logger' | 'metrics' | 'shutdown'
> {
  readonly stores: Pick<Stores, 'pool'>;
}

/** The check that nothing counts as shared without a basis, measured, and stopped again by the shutdown. */
export async function openBasisCheck(opening: BasisCheckOpening): Promise<void> {
  const { stores, directory, clock, logger, metrics, shutdown } = opening;
  const { pool } = stores;
  await migrateGovernance(pool);
  const check = new BasisCheck({ pool, recipients: directory.recipients, clock, logger });
  shutdown.add('check-basis', () => check.stop());
  const reader = createBasisReader(pool);
  const since = clock();
  metrics.beforeReading(async () => {
    const status = await reader.status();
    metrics.set('throughline_sharing_without_basis', {}, status?.withoutBasis ?? 0);
    const endedAt = status?.lastRound?.endedAt ?? since;
    metrics.set('throughline_basis_check_age_seconds', {}, (clock().getTime() - endedAt.getTime()) / 1000);
  });
}
