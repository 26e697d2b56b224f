import { existsSync } from 'node:fs';
import { hasRoom } from '#platform/embedded-postgres';
import type { HealthChecks } from '#platform/health';

/** Two segments of PostgreSQL's write-ahead log: where it cannot make the next one it ends. */
export const LEAST_FREE_BYTES = 32 * 1024 * 1024;

/** The check `disk` fails where the disk that holds this PostgreSQL is full. Where none lies there, none is watched. */
export function checkDisk(
  checks: HealthChecks,
  postgresFolder: string,
  leastFreeBytes = LEAST_FREE_BYTES,
): void {
  if (existsSync(postgresFolder)) checks.register('disk', () => hasRoom(postgresFolder, leastFreeBytes));
}
