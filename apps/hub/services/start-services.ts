import { join } from 'node:path';
import { INTAKE_GROUP } from '#feed';
import { createShutdown, type Clock, type Logger, type Shutdown } from '#platform';
import type { Settings } from '#platform/config';
import { viewsFit } from '#read-store';
import {
  announce,
  keyFileOf,
  openDataFolder,
  openDirectory,
  openStores,
  secretFile,
  takeLock,
} from '#runtime';
import { TOKEN_SECRET } from '../../gateway/open-gateway.js';
import { compileStylesheet } from '../../workbench/frame/stylesheet.js';
import { SESSION_SECRET } from '../../workbench/open-workbench.js';
import { createWatch } from '../demo/watch.js';
import { openSignIn } from '../engines/sign-in.js';
import { startEngines } from '../engines/start-engines.js';
import type { Hub } from '../start-hub.js';
import { planOf, urlsOf, type Counts } from './plan.js';
import { startServiceProcess, type ServiceProcess } from './service-process.js';

export interface Services extends Hub {
  readonly processes: readonly ServiceProcess[];
}

export interface ServicesOptions {
  readonly settings: Settings;
  readonly counts: Counts;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** How long one process may take to stop; PostgreSQL writes a checkpoint. */
const STOP_LIMIT_MS = 20_000;

/**
 * Gateway, intake, projector and workbench as processes of their own. This process keeps the engines that the settings
 * do not name, and starts a service again that ends unasked. Throws with one sentence.
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const shutdown = createShutdown({ logger: options.logger, limitMs: STOP_LIMIT_MS });
  try {
    return await compose(options, shutdown);
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

async function compose({ settings, counts, logger, clock }: ServicesOptions, shutdown: Shutdown) {
  const { keysDir, kafka } = settings;
  const folder = await openDataFolder(settings);
  const lock = await takeLock(join(folder.run, 'hub.lock'));
  shutdown.add('lock', lock.release);
  const { died, ...places } = await startEngines({
    // Each service looks for itself whether the disk is full; this process tells.
    ...{ settings, folder: folder.postgres, logger, shutdown },
  });
  const { directory, credentials, file } = await openDirectory(settings.agenciesFile, folder.demo);
  // Made here and once: services that start side by side would each make their own.
  for (const name of [TOKEN_SECRET, SESSION_SECRET]) await secretFile(join(keysDir, name));
  const stores = await openStores({ ...places, keysDir, kafka, directory, logger, shutdown });
  const plan = await planOf(settings.hubPort, counts);
  const signIn = await openSignIn({
    ...{ settings, keysDir, shutdown, stylesheet: compileStylesheet },
    ...{ baseUrls: urlsOf(plan, 'workbench'), port: plan.signIn },
  });
  const shared = { ...settings, ...places, agenciesFile: file, oidc: signIn.provider };
  const processes = plan.services.map(({ name, port }) => {
    const service = startServiceProcess(name, settingsOf(name, port, shared), logger);
    shutdown.add(name, () => service.stop());
    return service;
  });
  await Promise.all(processes.map((service) => service.ready()));
  const workbenchUrls = urlsOf(plan, 'workbench');
  const [baseUrl = ''] = workbenchUrls;
  const [gatewayUrl = ''] = urlsOf(plan, 'gateway');
  const credentialsFile = credentials && join(folder.demo, 'credentials.json');
  const running = await announce(folder.run, {
    ...{
      pid: process.pid,
      baseUrl,
      gatewayUrl,
      workbenchUrls,
      port: Number(new URL(baseUrl).port),
      ...places,
    },
    keyFile: keyFileOf(keysDir),
    ...(credentialsFile ? { credentialsFile } : {}),
  });
  shutdown.add('announcement', running.withdraw);
  const watched = stores.feed.consumer(INTAKE_GROUP);
  return {
    ...{ baseUrl, gatewayUrl, clock, died, processes, credentialsFile, stop: shutdown.run },
    demoSignIn: signIn.demonstration,
    viewsFit: () => viewsFit(stores.pool),
    watch: createWatch(stores, watched, { stoppedViews: () => stoppedViews(processes) }),
    ...(credentials ? { demonstration: { folder: folder.demo, credentials } } : {}),
  };
}

/** Only people's address may be another than the machine's own. */
function settingsOf(name: string, hubPort: number, { publicUrl, ...shared }: Settings): Settings {
  return { ...shared, hubPort, ...(name === 'workbench' && publicUrl ? { publicUrl } : {}) };
}

async function stoppedViews(processes: readonly ServiceProcess[]): Promise<readonly string[]> {
  const projectors = processes.filter(({ name }) => name === 'projector');
  const failing = await Promise.all(projectors.map((service) => service.failing()));
  return failing.flatMap((names) => names ?? []).flatMap((name) => /^view:(.+)$/.exec(name)?.[1] ?? []);
}
