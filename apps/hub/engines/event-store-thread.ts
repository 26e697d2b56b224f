import { Worker } from 'node:worker_threads';
import { ThroughlineError, unavailable } from '#platform';
import type { WorkerMessage, WorkerRequest } from './event-store-worker.js';

export interface EventStoreThread {
  readonly url: string;
  /** Settles if the thread ends without `stop`. */
  readonly died: Promise<void>;
  stop(): Promise<void>;
}

/** For short-lived values, in MB: all that lives longer is on its way between PostgreSQL and a client. */
const YOUNG_MB = 24;

/**
 * The embedded event store server on a thread of its own: coding gRPC messages then competes neither with intake nor
 * with the screens for the one JavaScript thread.
 */
export async function startEventStoreThread(request: WorkerRequest): Promise<EventStoreThread> {
  const worker = new Worker(new URL('./event-store-worker.js', import.meta.url), {
    workerData: request,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.once('error', () => undefined);
  const url = await firstAnswer(worker, ended);
  let stopping = false;
  const died = ended.then(() => (stopping ? new Promise<void>(() => undefined) : undefined));
  return {
    url,
    died,
    stop: async () => {
      stopping = true;
      worker.postMessage('stop');
      await ended;
    },
  };
}

function firstAnswer(worker: Worker, ended: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: WorkerMessage) => {
      if (message === 'stopped') return;
      if ('url' in message) resolve(message.url);
      else reject(new ThroughlineError('unavailable', message.failed.code, message.failed.message));
    });
    void ended.then(() => reject(unavailable('EVENT_STORE.UNAVAILABLE', 'The embedded event store ended')));
  });
}
