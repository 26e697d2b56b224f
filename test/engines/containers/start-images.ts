import { GenericContainer, Wait, type StartedTestContainer } from 'testcontainers';
import { freePort } from '#platform';
import { KAFKA_IMAGE, type EventStoreImage } from './images.js';

/** A first start pulls the image. */
const START_MS = 300_000;

export interface StartedImage {
  readonly url: string;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const started = (container: StartedTestContainer, url: string): StartedImage => ({
  url,
  restart: () => container.restart(),
  stop: async () => void (await container.stop()),
});

/** One node without TLS, on disk, always at the same port of this machine: an engine may give another after a restart. */
export async function startEventStore(
  { image, settings }: EventStoreImage,
  host: string,
): Promise<StartedImage> {
  const port = await freePort();
  const container = await new GenericContainer(image)
    .withEnvironment({
      [`${settings}_INSECURE`]: 'true',
      [`${settings}_CLUSTER_SIZE`]: '1',
      [`${settings}_RUN_PROJECTIONS`]: 'None',
    })
    .withExposedPorts({ container: 2113, host: port })
    .withWaitStrategy(Wait.forHttp('/health/live', 2113).forStatusCode(204))
    .withStartupTimeout(START_MS)
    .start();
  return started(container, `esdb://${host}:${port}?tls=false`);
}

/** One broker, also its own controller, that tells clients the address by which they reach it from outside. */
export async function startKafka(host: string): Promise<StartedImage> {
  const port = await freePort();
  const container = await new GenericContainer(KAFKA_IMAGE)
    .withEnvironment(kafkaSettings(`${host}:${port}`))
    .withExposedPorts({ container: 9092, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .withStartupTimeout(START_MS)
    .start();
  return started(container, `${host}:${port}`);
}

const kafkaSettings = (outside: string): Record<string, string> => ({
  KAFKA_NODE_ID: '1',
  KAFKA_PROCESS_ROLES: 'broker,controller',
  KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
  KAFKA_LISTENERS: 'OUTSIDE://:9092,INSIDE://localhost:29092,CONTROLLER://localhost:9093',
  KAFKA_ADVERTISED_LISTENERS: `OUTSIDE://${outside},INSIDE://localhost:29092`,
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'OUTSIDE:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT',
  KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
  KAFKA_INTER_BROKER_LISTENER_NAME: 'INSIDE',
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
  KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
});

export async function startPostgres(image: string, host: string): Promise<StartedImage> {
  const container = await new GenericContainer(image)
    .withEnvironment({ POSTGRES_USER: 'throughline', POSTGRES_PASSWORD: 'throughline' })
    .withCommand(['postgres', '-c', 'max_connections=200'])
    .withExposedPorts(5432)
    .withWaitStrategy(Wait.forLogMessage('database system is ready to accept connections', 2))
    .withStartupTimeout(START_MS)
    .start();
  const port = container.getMappedPort(5432);
  return started(container, `postgres://throughline:throughline@${host}:${port}/postgres`);
}
