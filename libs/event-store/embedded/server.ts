import { Server, ServerCredentials } from '@grpc/grpc-js';
import { handleAppend } from './handlers/append.handler.js';
import { handleBatchAppend } from './handlers/batch-append.handler.js';
import { handleDelete } from './handlers/delete.handler.js';
import type { Outlet } from './handlers/outlet.js';
import { handleRead } from './handlers/read.handler.js';
import { handleSupportedMethods } from './handlers/server-features.handler.js';
import { EventLog } from './log/event-log.js';
import { migrateEventLog } from './migrate.js';
import { portInUse, refuseTakenPort } from './port.js';
import { storeUnavailable } from './protocol-errors.js';
import { FEATURES, STREAMS } from './services.js';

export interface EmbeddedEventStoreOptions {
  /** A PostgreSQL database that nothing else writes to. */
  readonly databaseUrl: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** Default 127.0.0.1. There is no sign-in and no TLS: never bind it to an address others can reach. */
  readonly host?: string;
  /** How long to wait for an earlier server of this database to let go of it, in ms. Default 5,000. */
  readonly lockWaitMs?: number;
}

export interface EmbeddedEventStoreStats {
  /** Position of the last committed event. */
  readonly head: number;
  readonly pendingWrites: number;
  readonly subscriptions: number;
  readonly cachedHeads: number;
}

export interface EmbeddedEventStore {
  /** For any EventStoreDB client: `esdb://127.0.0.1:2113?tls=false`. */
  readonly url: string;
  readonly port: number;
  stats(): EmbeddedEventStoreStats;
  /** Finishes appends in hand, ends subscriptions with UNAVAILABLE, and lets go of the database. */
  stop(): Promise<void>;
}

/** A client may send 3 MiB of events at once, and one event more on top. */
const MAX_MESSAGE_BYTES = 17 * 1024 * 1024;
const SHUTDOWN_MS = 1_000;

/**
 * One node that speaks EventStoreDB's gRPC protocol (Streams and ServerFeatures) over PostgreSQL. Throws
 * `EVENT_STORE.DATABASE_IN_USE` and `EVENT_STORE.PORT_IN_USE`.
 */
export async function startEmbeddedEventStore(
  options: EmbeddedEventStoreOptions,
): Promise<EmbeddedEventStore> {
  const { databaseUrl, host = '127.0.0.1', lockWaitMs = 5_000 } = options;
  await refuseTakenPort(host, options.port);
  await migrateEventLog(databaseUrl);
  const log = new EventLog({ databaseUrl, lockWaitMs });
  const subscriptions = new Set<Outlet>();
  const server = createServer(log, subscriptions);
  try {
    await log.open();
    const port = await bind(server, host, options.port);
    return {
      url: `esdb://${host}:${port}?tls=false`,
      port,
      stats: () => ({
        head: log.head,
        pendingWrites: log.pendingWrites,
        subscriptions: subscriptions.size,
        cachedHeads: log.cachedHeads,
      }),
      stop: once(() => stop(server, log, subscriptions)),
    };
  } catch (error) {
    server.forceShutdown();
    await log.close();
    throw error;
  }
}

function createServer(log: EventLog, subscriptions: Set<Outlet>): Server {
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
  });
  server.addService(STREAMS, {
    read: handleRead(log, subscriptions),
    append: handleAppend(log),
    batchAppend: handleBatchAppend(log),
    delete: handleDelete(log, 'delete'),
    tombstone: handleDelete(log, 'tombstone'),
  });
  server.addService(FEATURES, { getSupportedMethods: handleSupportedMethods });
  return server;
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(portInUse(host, port));
      else resolve(bound);
    });
  });
}

async function stop(server: Server, log: EventLog, subscriptions: Set<Outlet>): Promise<void> {
  for (const outlet of subscriptions) outlet.fail(storeUnavailable());
  await log.close();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, SHUTDOWN_MS);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}
