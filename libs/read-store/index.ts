export * from './ports.js';
export { storable } from './adapters/postgres/column-values.js';
export { createPool } from './adapters/postgres/pool.js';
export { isTransient } from './adapters/postgres/faults.js';
export { migrateReadStore, migrateSchema } from './adapters/postgres/migrate.js';
export {
  findState,
  forgetStates,
  listStates,
  type ProjectionState,
} from './adapters/postgres/checkpoints.js';
export { listRebuilds, type RebuildRecord } from './adapters/postgres/rebuilds.js';
export { watchProjections, type ProjectionWatch } from './adapters/postgres/watching.js';
export { findLease, type Lease } from './adapters/postgres/lease.js';
export { inTransaction, type SqlClient } from './adapters/postgres/sql-client.js';
export { awaitLease } from './application/await-lease.js';
export * from './application/count-behind.js';
export { hasNothingBehind } from './application/idle-check.js';
export { follow } from './application/follow.js';
export * from './application/projection-run.js';
export { connectionsFor } from './application/rebuild-lanes.js';
export { checkViews, readingViews, viewsFit, type View } from './application/reading-views.js';
export { runProjection } from './application/run-projection.js';
export {
  rebuildProjection,
  type Rebuilt,
  type RebuildOptions,
  type RebuildProgress,
} from './application/rebuild-projection.js';
export { fingerprint, type TableFingerprint } from './application/fingerprint.js';
export { waitForProjection, type WaitOptions } from './application/wait-for-projection.js';
