import { readFile } from 'node:fs/promises';
import type { Victim } from '../../test/chaos/services/victim.js';

/** Resident memory of each process, MB; PostgreSQL's is that of its first process alone. */
export async function memoryOf(
  processes: readonly Victim[],
): Promise<readonly (readonly [string, number])[]> {
  return Promise.all(
    processes.map(async (each) => {
      const status = await readFile(`/proc/${each.pid()}/status`, 'utf8').catch(() => '');
      const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
      return [each.name, Math.round(kilobytes / 1024)] as const;
    }),
  );
}
