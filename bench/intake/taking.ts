import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface TakingPlace {
  readonly databaseUrl: string;
  readonly storeUrl: string;
  /** Absent: the embedded feed of the database. */
  readonly brokers?: readonly string[];
  /** Base64. */
  readonly keyEncryptionKey: string;
}

export interface Taking {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts an intake as a process of its own and hears of each batch that it took. */
export function startTaking(place: TakingPlace, passed: (events: number) => void): Taking {
  const child = fork(fileURLToPath(new URL('taking-process.js', import.meta.url)));
  const ended = once(child, 'exit');
  child.on('message', (events) => passed(Number(events)));
  child.send(place);
  return {
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
