import { pathToFileURL } from 'node:url';
import { projectPath } from '#platform';
import type { LocalKafka, LocalKafkaOptions } from '../../../../infra/kafka-local/start-kafka.mjs';
import type { Engine } from '../victim.js';

type Start = (options: LocalKafkaOptions) => Promise<LocalKafka>;

export interface KafkaEngine extends Engine {
  readonly brokers: readonly string[];
}

/** One real broker whose address and data outlive it. */
export async function startKafkaEngine(folder: string): Promise<KafkaEngine> {
  const file = pathToFileURL(projectPath('infra/kafka-local/start-kafka.mjs')).href;
  const { startKafka } = (await import(file)) as { startKafka: Start };
  let broker = await startKafka({ folder, detached: true });
  const { brokers } = broker;
  const port = Number(brokers[0]?.split(':')[1]);
  const pid = () => broker.pids.find(isAlive);
  return {
    name: 'kafka',
    brokers,
    pid,
    async heal() {
      if (pid() === undefined) broker = await startKafka({ folder, port, detached: true });
    },
    stop: () => broker.stop(),
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
