import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds of processor time, by program. */
export type CpuTimes = Readonly<Record<string, number>>;

/** Ticks of /proc, of which Linux has a hundred a second whatever the machine. */
const TICK_MS = 10;

export interface Measured {
  readonly eventStore: number;
  readonly postgres: number;
  /** The processes of a broker, where there is one. */
  readonly kafka: readonly number[];
  /** Intakes in processes of their own, while they run. */
  readonly takers: readonly number[];
}

/** What each program has used so far, user and system together: less noisy than the clock where others work too. */
export function cpuTimes({ eventStore, postgres, kafka, takers }: Measured): CpuTimes {
  const { user, system } = process.cpuUsage();
  const all = (pids: readonly number[]) => pids.reduce((sum, pid) => sum + ownMs(statOf(pid)), 0);
  return {
    'this process': (user + system) / 1_000,
    'event store': ownMs(statOf(eventStore)),
    PostgreSQL: familyMs(postgres),
    ...(takers.length === 0 ? {} : { 'intakes apart': all(takers) }),
    ...(kafka.length === 0 ? {} : { Kafka: all(kafka) }),
  };
}

export const cpuBetween = (before: CpuTimes, after: CpuTimes): CpuTimes =>
  Object.fromEntries(Object.entries(after).map(([name, ms]) => [name, ms - (before[name] ?? 0)]));

export const postmasterOf = (cluster: string): number =>
  Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** A server, its processes of the moment, and those that have ended. */
export function familyMs(parent: number): number {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = ids.map((id) => statOf(Number(id))).filter((stat) => Number(stat[PARENT]) === parent);
  const own = statOf(parent);
  const ended = (Number(own[ENDED_USER] ?? 0) + Number(own[ENDED_SYSTEM] ?? 0)) * TICK_MS;
  return [own, ...children].reduce((sum, stat) => sum + ownMs(stat), ended);
}

const ownMs = (stat: readonly string[]): number =>
  (Number(stat[USER] ?? 0) + Number(stat[SYSTEM] ?? 0)) * TICK_MS;

/** Places of proc_pid_stat(5) behind the name, which may hold spaces. */
const PARENT = 1;
const USER = 11;
const SYSTEM = 12;
const ENDED_USER = 13;
const ENDED_SYSTEM = 14;

/** Nothing where the process has just ended. */
function statOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
