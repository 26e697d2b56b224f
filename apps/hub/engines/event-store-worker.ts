import { parentPort, workerData } from 'node:worker_threads';
import { isThroughlineError } from '#platform';
import { startEmbeddedEventStore } from '#event-store/embedded';

export interface WorkerRequest {
  readonly databaseUrl: string;
}
export type WorkerMessage =
  | { readonly url: string }
  | { readonly failed: { readonly code: string; readonly message: string } }
  | 'stopped';

const tell = (message: WorkerMessage) => parentPort?.postMessage(message);

try {
  const { databaseUrl } = workerData as WorkerRequest;
  const server = await startEmbeddedEventStore({ databaseUrl, port: 0 });
  parentPort?.once('message', () => {
    void server.stop().finally(() => {
      tell('stopped');
      parentPort?.close();
    });
  });
  tell({ url: server.url });
} catch (error) {
  const known = isThroughlineError(error);
  tell({
    failed: {
      code: known ? error.code : 'EVENT_STORE.UNAVAILABLE',
      message: known ? error.message : 'The embedded event store could not start',
    },
  });
}
