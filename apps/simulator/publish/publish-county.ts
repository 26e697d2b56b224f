import { setTimeout as pause } from 'node:timers/promises';
import { invalid } from '#platform';
import { type County } from '../county/county.js';
import { AgencyClient, type Connection, type Credential } from './agency-client.js';
import { sendBatch, type Outcome } from './batch-outcome.js';
import { windowsOf, type Batch, type Window } from './windows.js';

export type Credentials = Readonly<Record<string, Credential>>;

export interface Progress extends Outcome {
  readonly sent: number;
  readonly total: number;
}

export interface PublishRequest {
  readonly baseUrl: string;
  /** By AgencyId. */
  readonly credentials: Credentials;
  readonly county: Pick<County, 'deliveries'>;
  readonly onProgress?: (progress: Progress) => void;
  /** Agencies sending at the same time, 4 where absent. */
  readonly concurrency?: number;
  /** Events a second over all agencies; as fast as the hub takes them where absent or 0. */
  readonly rate?: number;
  /** The network, where a test brings its own. */
  readonly connection?: Partial<Omit<Connection, 'baseUrl'>>;
}

/** Most events a batch may hold. */
const BATCH_SIZE = 500;
const WINDOW_SIZE = 1_000;

/**
 * Publishes a county as its agencies would: each over HTTP with its own credentials, each in its own delivery order.
 * Resolves when the hub has answered for every event. Throws `SIMULATOR.NO_CREDENTIALS`,
 * `SIMULATOR.CREDENTIALS_REFUSED`, `SIMULATOR.REFUSED` or `SIMULATOR.HUB_UNREACHABLE`.
 */
export async function publishCounty(request: PublishRequest): Promise<Outcome> {
  const { deliveries } = request.county;
  const clients = clientsOf(request);
  const rate = request.rate ?? 0;
  const started = performance.now();
  let progress: Progress = { sent: 0, total: deliveries.length, accepted: 0, refused: 0 };
  for (const window of windowsOf(deliveries, windowSize(rate), BATCH_SIZE)) {
    const outcome = await sendWindow(window, clients, request.concurrency ?? 4);
    progress = {
      ...progress,
      sent: progress.sent + window.size,
      accepted: progress.accepted + outcome.accepted,
      refused: progress.refused + outcome.refused,
    };
    request.onProgress?.(progress);
    if (rate > 0)
      await connectionOf(request).pause(aheadMs(progress.sent, rate, performance.now() - started));
  }
  return { accepted: progress.accepted, refused: progress.refused };
}

/** A tenth of a second's worth at a time where the rate is held. */
const windowSize = (rate: number): number =>
  rate > 0 ? Math.max(1, Math.min(WINDOW_SIZE, Math.round(rate / 10))) : WINDOW_SIZE;

const aheadMs = (sent: number, rate: number, elapsedMs: number): number =>
  Math.max(0, (sent / rate) * 1000 - elapsedMs);

function connectionOf({ baseUrl, connection }: PublishRequest): Connection {
  return { fetch, pause, ...connection, baseUrl: baseUrl.replace(/\/+$/, '') };
}

function clientsOf(request: PublishRequest): ReadonlyMap<string, AgencyClient> {
  const agencies = new Set(request.county.deliveries.map((delivery) => delivery.agency));
  const missing = [...agencies].filter((agency) => request.credentials[agency] === undefined);
  if (missing.length > 0) {
    throw invalid('SIMULATOR.NO_CREDENTIALS', `No credentials are given for ${missing.join(', ')}.`);
  }
  const connection = connectionOf(request);
  return new Map(
    Object.entries(request.credentials).map(([agency, credential]) => [
      agency,
      new AgencyClient(connection, credential),
    ]),
  );
}

/** Agencies side by side, at most so many at once; the batches of one agency one after another. */
async function sendWindow(
  window: Window,
  clients: ReadonlyMap<string, AgencyClient>,
  concurrency: number,
): Promise<Outcome> {
  const queues = [...window.queues];
  let accepted = 0;
  let refused = 0;
  const worker = async () => {
    for (let queue = queues.shift(); queue !== undefined; queue = queues.shift()) {
      for (const batch of queue) {
        const outcome = await sendBatch(clientFor(batch, clients), batch.events);
        accepted += outcome.accepted;
        refused += outcome.refused;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, worker));
  return { accepted, refused };
}

function clientFor(batch: Batch, clients: ReadonlyMap<string, AgencyClient>): AgencyClient {
  const client = clients.get(batch.agency);
  if (client === undefined) throw invalid('SIMULATOR.NO_CREDENTIALS', 'An agency has no credentials.');
  return client;
}
