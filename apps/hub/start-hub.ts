import { join } from 'node:path';
import type { DemoDirectory } from '#access';
import { createShutdown, type Clock, type Logger, type Shutdown } from '#platform';
import type { Settings } from '#platform/config';
import { createHealthChecks } from '#platform/health';
import { createMetrics } from '#platform/metrics';
import type { LoadWatch } from './demo/load-county.js';
import { keyFileOf, openStores } from './engines/open-stores.js';
import { startEngines } from './engines/start-engines.js';
import { openDataFolder } from './files/data-folder.js';
import { openDirectory } from './files/directory.js';
import { takeLock } from './files/lock-file.js';
import { announce } from './files/run-file.js';
import { listenAtFrontDoor } from './http/front-door.js';
import { startParts } from './parts/start-parts.js';
import { openRooms } from './parts/open-rooms.js';

export interface Hub {
  readonly baseUrl: string;
  readonly clock: Clock;
  /** True where the demonstration staff may sign in. */
  readonly demoSignIn: boolean;
  /** With agencies of one's own there is none. */
  readonly demonstration?: { readonly folder: string; readonly credentials: DemoDirectory['secrets'] };
  readonly credentialsFile: string | undefined;
  readonly watch: LoadWatch;
  /** Settles, with the part's name, when an embedded engine ends by itself. */
  readonly died: Promise<string>;
  /** In order, each part within its time; never rejects. */
  readonly stop: () => Promise<void>;
}

export interface HubOptions {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** How long one part may take to stop; PostgreSQL writes a checkpoint. */
const STOP_LIMIT_MS = 20_000;

/** Every part in one process. Throws with one sentence; what had been started is stopped again. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const shutdown = createShutdown({ logger: options.logger, limitMs: STOP_LIMIT_MS });
  try {
    return await compose(options, shutdown);
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

async function compose({ settings, logger, clock }: HubOptions, shutdown: Shutdown): Promise<Hub> {
  const folder = await openDataFolder(settings.dataDir);
  const lock = await takeLock(join(folder.run, 'hub.lock'));
  shutdown.add('lock', lock.release);
  const door = await listenAtFrontDoor(settings.hubPort);
  shutdown.add('port', door.close);
  const baseUrl = settings.publicUrl ?? `http://127.0.0.1:${door.port}`;
  const engines = await startEngines({ settings, folder: folder.postgres, logger, shutdown });
  const { directory, credentials } = await openDirectory(settings.agenciesFile, folder.demo);
  const stores = await openStores({ ...engines, keys: folder.keys, directory, logger, shutdown });
  const metrics = createMetrics({ defaults: true });
  const checks = createHealthChecks();
  const { databaseUrl } = engines;
  const shared = { settings, databaseUrl, stores, directory, logger, clock, metrics, checks, shutdown };
  const parts = await startParts(shared);
  const rooms = await openRooms(shared, { baseUrl, hubPort: door.port, keys: folder.keys });
  const credentialsFile = credentials && join(folder.demo, 'credentials.json');
  const running = await announce(folder.run, {
    pid: process.pid,
    baseUrl,
    port: door.port,
    databaseUrl: engines.databaseUrl,
    eventStoreUrl: engines.eventStoreUrl,
    keyFile: keyFileOf(folder.keys),
    ...(credentialsFile ? { credentialsFile } : {}),
  });
  shutdown.add('announcement', running.withdraw);
  door.open(rooms.handlers);
  shutdown.add('front-door', door.close);
  return {
    baseUrl,
    clock,
    demoSignIn: rooms.demoSignIn,
    ...(credentials ? { demonstration: { folder: folder.demo, credentials } } : {}),
    credentialsFile,
    watch: parts.watch,
    died: engines.died,
    stop: shutdown.run,
  };
}
