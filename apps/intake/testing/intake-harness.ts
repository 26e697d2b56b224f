import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createAgencyRegistry, createDemoDirectory } from '#access';
import type { SourceEvent } from '#contracts';
import { connectEventStore, type EventStore, type StoredEvent } from '#event-store';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#event-store/embedded';
import {
  createEmbeddedFeed,
  INTAKE_GROUP,
  type EmbeddedFeed,
  type FeedMessage,
  type NewFeedMessage,
} from '#feed';
import { noMetrics, silentLogger } from '#platform';
import { currentRuleset } from '#sharing';
import { createVault, migrateVault, type Vault } from '#vault';
import { createTestDatabase } from '../../../test/support/database.js';
import { until } from '../../../test/support/until.js';
import { endPool } from '#feed/testing';
import { createEventReader } from '../contract-reader.js';
import { createIntake, type IntakeDeps, type RunningIntake } from '../create-intake.js';
import type { EventReader } from '../event-reader.js';
import { messageOf } from './events.js';

export interface IntakeUnderTest {
  readonly feed: EmbeddedFeed;
  readonly store: EventStore;
  readonly server: EmbeddedEventStore;
  readonly vault: Vault;
  readonly databaseUrl: string;
  readonly pool: pg.Pool;
  readonly deps: IntakeDeps;
  /** Another intake of the same group. */
  startIntake(overrides?: Partial<IntakeDeps>): Promise<RunningIntake>;
  publish(...events: readonly SourceEvent[]): Promise<void>;
  publishRaw(...messages: readonly NewFeedMessage[]): Promise<void>;
  /** The same as `publish`; resolves with what the feed holds of it. */
  published(...events: readonly SourceEvent[]): Promise<readonly FeedMessage[]>;
  /** Resolves when nothing waits in the feed. */
  settled(): Promise<void>;
  events(prefix: string): Promise<readonly StoredEvent[]>;
  close(): Promise<void>;
}

/** The moment that the specs take for now. */
export const NOW = new Date('2026-11-23T09:00:00Z');

const contracts = createEventReader();
/** Events of the specs are judged at their own moment, whatever the machine's clock says. */
const reader: EventReader = { ...contracts, validate: (event) => contracts.validate(event, NOW) };

/** Intake with every real engine: feed and vault on PostgreSQL, the embedded event store reached over gRPC. */
export async function startIntakeEngines(): Promise<IntakeUnderTest> {
  const [database, storeDatabase] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const pool = new pg.Pool({ connectionString: database.url, max: 8 });
  pool.on('error', () => undefined);
  await migrateVault(database.url);
  const { directory } = await createDemoDirectory();
  const registry = createAgencyRegistry(directory);
  const agencies = directory.agencies.map(({ id }) => id);
  const feed = await createEmbeddedFeed({ pool, databaseUrl: database.url, agencies });
  const server = await startEmbeddedEventStore({ databaseUrl: storeDatabase.url, port: 0 });
  const store = connectEventStore({ url: server.url });
  const vault = createVault({ pool, keyEncryptionKey: randomBytes(32) });
  const logger = silentLogger;
  const deps = {
    feed,
    store,
    vault,
    registry,
    reader,
    rulesetAt: currentRuleset,
    clock: () => NOW,
    logger,
    metrics: noMetrics,
  };
  const running: RunningIntake[] = [];
  return {
    ...{ feed, store, server, vault, deps, pool },
    databaseUrl: database.url,
    async startIntake(overrides = {}) {
      const intake = createIntake({ ...deps, ...overrides });
      running.push(intake);
      await intake.start();
      return intake;
    },
    async publish(...events) {
      await feed.writer.publish(events.map((event) => messageOf(event)));
    },
    async publishRaw(...messages) {
      await feed.writer.publish(messages);
    },
    async published(...events) {
      const places = await feed.writer.publish(events.map((event) => messageOf(event)));
      return (await feed.reader.read(places)).flatMap((message) => message ?? []);
    },
    async settled() {
      const consumer = feed.consumer(INTAKE_GROUP);
      const behind = async () => [...(await consumer.lag()).values()];
      await until(async () => (await behind()).every((count) => count === 0), { what: 'an empty feed' });
    },
    events: async (prefix) => {
      const found: StoredEvent[] = [];
      for await (const batch of store.readAll()) found.push(...batch);
      return found.filter(({ stream }) => stream.startsWith(prefix));
    },
    async close() {
      for (const intake of running) await intake.stop();
      await feed.close();
      await store.close();
      await server.stop();
      await endPool(pool);
      await Promise.all([database.drop(), storeDatabase.drop()]);
    },
  };
}
