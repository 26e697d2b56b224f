import { join } from 'node:path';
import type { DemoDirectory } from '#access';
import { createShutdown, type Clock, type Logger, type Shutdown } from '#platform';
import type { Settings } from '#platform/config';
import { createHealthChecks, measureChecks } from '#platform/health';
import { createMetrics, measureClock } from '#platform/metrics';
import { viewsFit } from '#read-store';
import {
  announce,
  certificateFiles,
  checkDisk,
  keyFileOf,
  listenAtFrontDoor,
  measureCertificates,
  openDataFolder,
  openDirectory,
  openStores,
  takeLock,
  traceProcess,
} from '#runtime';
import type { LoadWatch } from './demo/load-county.js';
import { startEngines } from './engines/start-engines.js';
import { openParts } from './open-parts.js';
import { roomOf } from './http/rooms.js';

export interface Hub {
  /** Where people go. */
  readonly baseUrl: string;
  /** Where partner systems go. */
  readonly gatewayUrl: string;
  readonly clock: Clock;
  /** True where the demonstration staff may sign in. */
  readonly demoSignIn: boolean;
  /** With agencies of one's own there is none. */
  readonly demonstration?: { readonly folder: string; readonly credentials: DemoDirectory['secrets'] };
  readonly credentialsFile: string | undefined;
  readonly watch: LoadWatch;
  /** False while views of this version are built. */
  readonly viewsFit: () => Promise<boolean>;
  /** Settles, with a sentence on why, when an embedded engine ends by itself. */
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
  const { keysDir, kafka } = settings;
  await traceProcess('hub', settings, { logger, shutdown });
  const folder = await openDataFolder(settings);
  const lock = await takeLock(join(folder.run, 'hub.lock'));
  shutdown.add('lock', lock.release);
  const door = await listenAtFrontDoor({ host: settings.listenHost, port: settings.hubPort });
  shutdown.add('port', door.close);
  const baseUrl = settings.publicUrl ?? `http://127.0.0.1:${door.port}`;
  const watching = { metrics: createMetrics({ defaults: true }), checks: createHealthChecks() };
  measureChecks(watching.checks, watching.metrics);
  measureClock(clock, watching.metrics);
  await measureCertificates(certificateFiles(settings), { ...watching, logger, clock });
  const { died, ...places } = await startEngines({
    ...{ settings, folder: folder.postgres, logger, shutdown },
  });
  checkDisk(watching.checks, folder.postgres);
  const { directory, credentials } = await openDirectory(settings.agenciesFile, folder.demo);
  const part = { settings, directory, logger, clock, shutdown };
  const stores = await openStores({ ...places, ...part, keysDir, kafka });
  const parts = await openParts({
    ...{ ...part, ...watching, ...places, stores, keysDir, baseUrl },
    signInPort: door.port + 1,
  });
  const credentialsFile = credentials && join(folder.demo, 'credentials.json');
  const running = await announce(folder.run, {
    ...{ pid: process.pid, baseUrl, port: door.port, ...places },
    keyFile: keyFileOf(keysDir),
    ...(credentialsFile ? { credentialsFile } : {}),
  });
  shutdown.add('announcement', running.withdraw);
  door.open((request, response) => roomOf(parts.rooms, request)(request, response));
  shutdown.add('front-door', door.close);
  return {
    ...{ baseUrl, gatewayUrl: baseUrl, clock, died, credentialsFile },
    ...{ demoSignIn: parts.demoSignIn, watch: parts.watch, stop: shutdown.run },
    viewsFit: () => viewsFit(stores.pool),
    ...(credentials ? { demonstration: { folder: folder.demo, credentials } } : {}),
  };
}
