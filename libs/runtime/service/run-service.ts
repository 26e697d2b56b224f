import { createShutdown, systemClock, type Logger, type Shutdown } from '#platform';
import { loadSettings, type Settings } from '#platform/config';
import { createHealthChecks, measureChecks } from '#platform/health';
import { createLogger } from '#platform/logging';
import { createMetrics, measureClock } from '#platform/metrics';
import { certificateFiles, measureCertificates } from '../certificates/index.js';
import { postgresFolderOf } from '../files/data-folder.js';
import { openDirectory } from '../files/directory.js';
import { checkDisk } from '../files/disk-check.js';
import { listenAtFrontDoor } from '../http/front-door.js';
import { createOperations, handlerOf } from '../http/operations.js';
import { operationsOr } from '../http/operations-or.js';
import { onFault, onSignal, sentenceOf } from '../process/endings.js';
import { traceProcess } from '../process/trace-process.js';
import { readServiceArguments, usageOf } from './service-arguments.js';
import type { ServiceDescription } from './service.js';

/** How long one part may take to stop. */
const STOP_LIMIT_MS = 20_000;

/** A program of its own: reads its settings, opens, says that it is ready, and stops in order when asked. */
export async function runService(description: ServiceDescription): Promise<void> {
  try {
    const given = readServiceArguments(process.argv.slice(2));
    if (given.help) return void process.stdout.write(usageOf(description));
    await run(description, loadSettings({ HUB_PORT: given.port }, description.needs));
  } catch (error) {
    process.stderr.write(`${sentenceOf(description.name, error)}\n`);
    process.exit(1);
  }
}

async function run(description: ServiceDescription, settings: Settings): Promise<void> {
  const { name } = description;
  const logger = createLogger({ level: settings.logLevel });
  const shutdown = createShutdown({ logger, limitMs: STOP_LIMIT_MS });
  const stop = (code: number) => void shutdown.run().then(() => process.exit(code));
  onSignal(() => stop(0));
  onFault(name, logger, () => stop(1));
  try {
    await traceProcess(name, settings, { logger, shutdown });
    const baseUrl = await open(description, settings, logger, shutdown);
    process.stdout.write(`The ${name} is ready at ${baseUrl}\n`);
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

async function open(
  description: ServiceDescription,
  settings: Settings,
  logger: Logger,
  shutdown: Shutdown,
): Promise<string> {
  const door = await listenAtFrontDoor({ host: settings.listenHost, port: settings.hubPort });
  shutdown.add('port', door.close);
  const { databaseUrl = '', eventStoreUrl = '', kafka, keysDir } = settings;
  const baseUrl = settings.publicUrl ?? `http://${settings.listenHost}:${door.port}`;
  const part = {
    ...{ settings, databaseUrl, eventStoreUrl, kafka, keysDir, baseUrl, logger, shutdown },
    ...(await openDirectory(settings.agenciesFile, settings.dataDir)),
    clock: systemClock,
    metrics: createMetrics({ defaults: true }),
    checks: createHealthChecks(),
  };
  measureChecks(part.checks, part.metrics);
  measureClock(part.clock, part.metrics);
  await measureCertificates(certificateFiles(settings), part);
  checkDisk(part.checks, postgresFolderOf(settings.dataDir));
  const answer = await description.open(part);
  const operations = await createOperations(part);
  shutdown.add('operations', () => operations.close());
  door.open(operationsOr(handlerOf(operations), answer));
  shutdown.add('front-door', door.close);
  return baseUrl;
}
