import { familyMs } from '../intake/cpu.js';
import type { Victim } from '../../test/chaos/services/victim.js';

/** Processor time of each process and its children since the call, in milliseconds of each second. */
export function processorTimes(processes: readonly Victim[]): () => readonly (readonly [string, number])[] {
  const began = performance.now();
  const usedBy = () => processes.map((each) => familyMs(each.pid() ?? 0));
  const before = usedBy();
  const own = process.cpuUsage();
  return () => {
    const seconds = (performance.now() - began) / 1_000;
    const { user, system } = process.cpuUsage(own);
    const rows = usedBy().map(
      (ms, at) => [processes[at]?.name ?? '', Math.round((ms - (before[at] ?? 0)) / seconds)] as const,
    );
    return [...rows, ['the bench itself', Math.round((user + system) / 1_000 / seconds)]];
  };
}
