import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedOidcProvider } from '#access/embedded';
import { ensureTopics } from '#feed/kafka';
import { silentLogger, type Logger } from '#platform';
import { parseSettings, type Settings } from '#platform/config';
import { kafkaSettings, openDirectory, secretFile, type OpenedDirectory } from '#runtime';
import { portsFrom } from '../../../apps/hub/services/ports.js';
import { startServiceProcess, type ServiceProcess } from '../../../apps/hub/services/service-process.js';
import { serviceClock, type ServiceClock } from './service-clock.js';
import { until } from '../../support/until.js';
import { startEventStore } from './engines/event-store.js';
import { startKafkaEngine } from './engines/kafka.js';
import { startPostgres } from './engines/postgres.js';
import type { Engine, Victim } from './victim.js';

/** Services apart on real engines, every one of them a process that a fault may strike. */
export interface World {
  readonly settings: Settings;
  readonly opened: OpenedDirectory;
  readonly credentialsFile: string;
  readonly gatewayUrl: string;
  readonly services: readonly ServiceProcess[];
  /** Of each service, in their order; none where none were asked for. */
  readonly clocks: readonly ServiceClock[];
  readonly victims: readonly Victim[];
  stop(): Promise<void>;
}

export type Service = 'projector' | 'intake' | 'gateway' | 'workbench';

const TWO_OF_SOME: readonly Service[] = [
  'projector',
  'projector',
  'intake',
  'intake',
  'gateway',
  'workbench',
];
const CLIENT = { clientId: 'throughline-workbench', clientSecret: 'a-secret-of-this-run' };

export interface WorldOptions {
  readonly services?: readonly Service[];
  readonly logger?: Logger;
  /** Each service lives by a clock that the test can set. Needs libfaketime. */
  readonly withClocks?: boolean;
  /** Settings beside those of the engines. */
  readonly variables?: Readonly<Record<string, string>>;
}

export async function startWorld({
  services = TWO_OF_SOME,
  logger = silentLogger,
  withClocks = false,
  variables = {},
}: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-chaos-'));
  // PostgreSQL runs as an account of its own where this runs as root.
  await chmod(folder, 0o755);
  const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const close of closing.reverse()) await close();
  };
  try {
    return { ...(await open(folder, closing, { services, logger, withClocks, variables })), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(
  folder: string,
  closing: (() => Promise<unknown>)[],
  { services: wanted, logger, withClocks, variables }: Required<WorldOptions>,
) {
  const [postgresPort = 0, storePort = 0, ...ports] = await portsFrom(0, 2 + wanted.length);
  const engine = async <E extends Engine>(starting: Promise<E>): Promise<E> => {
    const started = await starting;
    closing.push(() => started.stop());
    return started;
  };
  const [postgres, kafka] = await Promise.all([
    engine(startPostgres(join(folder, 'postgres'), postgresPort)),
    engine(startKafkaEngine(join(folder, 'kafka'))),
  ]);
  const store = await engine(startEventStore(postgres.urls.eventStore, storePort));
  const { opened, settings } = await configure(folder, {
    DATABASE_URL: postgres.urls.hub,
    EVENTSTORE_URL: store.url,
    KAFKA_BROKERS: kafka.brokers.join(','),
    ...(await signIn(folder, closing)),
    ...variables,
  });
  await makeTopics(settings, opened);
  const clocks = withClocks ? wanted.map((name, at) => serviceClock(folder, `${name}-${at}`)) : [];
  const services = wanted.map((name, at) => {
    const places = { ...settings, hubPort: ports[at] ?? 0 };
    const service = startServiceProcess(name, places, logger, clocks[at]?.environment);
    closing.push(() => service.stop());
    return service;
  });
  await Promise.all(services.map((service) => service.ready()));
  const victims = [...services.map(asVictim), postgres, kafka, store];
  const letGo = outlivedByNone(victims);
  closing.unshift(async () => letGo());
  const gatewayUrl = services.find(({ name }) => name === 'gateway')?.url ?? '';
  const credentialsFile = join(folder, 'demo', 'credentials.json');
  return { settings, opened, credentialsFile, gatewayUrl, services, clocks, victims };
}

async function configure(folder: string, variables: Readonly<Record<string, string>>) {
  const keys = join(folder, 'keys');
  for (const each of ['keys', 'demo']) await mkdir(join(folder, each), { mode: 0o700 });
  const opened = await openDirectory(undefined, join(folder, 'demo'));
  for (const name of ['token.secret', 'session.secret']) await secretFile(join(keys, name));
  const own = { DATA_DIR: folder, AGENCIES_FILE: opened.file, LOG_LEVEL: 'fatal' };
  return { opened, settings: parseSettings({ ...own, ...variables }, folder) };
}

async function signIn(folder: string, closing: (() => Promise<unknown>)[]) {
  const provider = await createEmbeddedOidcProvider({
    port: 0,
    clients: [{ ...CLIENT, redirectUris: ['http://127.0.0.1/sign-in/return'], signedOutUris: [] }],
    keysFile: join(folder, `sign-in-${randomBytes(4).toString('hex')}.json`),
    stylesheet: '',
  });
  closing.push(() => provider.close());
  const { clientId, clientSecret } = CLIENT;
  return { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret };
}

async function makeTopics({ kafka }: Settings, { directory }: OpenedDirectory): Promise<void> {
  if (!kafka) throw new Error('The world has no Kafka');
  const agencies = directory.agencies.map(({ id }) => id);
  await ensureTopics(await kafkaSettings(kafka, silentLogger), agencies, { partitions: 3 });
}

/** However this process ends, all of them end with it: each is in a group of its own, where no Ctrl-C finds it. */
function outlivedByNone(victims: readonly Victim[]): () => void {
  const end = () => victims.forEach((victim) => killIfThere(victim.pid()));
  process.on('exit', end);
  return () => process.off('exit', end);
}

function killIfThere(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** Whatever struck it, its supervisor starts it again, also where it ended because an engine was still coming back. */
const asVictim = (service: ServiceProcess, at: number): Victim => ({
  name: `${service.name}-${at}`,
  pid: () => service.pid(),
  async heal() {
    const isReady = () => service.ready(240_000).then(() => true);
    await until(isReady, { withinMs: 240_000, everyMs: 250, what: `A ${service.name} that is ready` });
  },
});
