import { startEmbeddedEventStore, type EmbeddedEventStore } from '#event-store/embedded';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { runConformance, SCENARIOS, type ConformanceResult } from './run-conformance.js';

/** What the embedded server does not offer: the hub keeps its own checkpoints beside its read models. */
const KNOWN_DIFFERENCES = ['a persistent subscription is created, read and deleted'];

describe('the embedded event store answers as EventStoreDB 23.10.6 does', () => {
  let database: TestDatabase;
  let server: EmbeddedEventStore;
  let results: ReadonlyMap<string, ConformanceResult>;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startEmbeddedEventStore({ databaseUrl: database.url, port: 0 });
    results = new Map((await runConformance(server.url)).map((result) => [result.name, result]));
  });

  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  it('was asked all 76 questions', () => {
    expect(results.size).toBe(76);
  });

  it.each(SCENARIOS.map(({ name }) => name).filter((name) => !KNOWN_DIFFERENCES.includes(name)))(
    '%s',
    (name) => {
      const result = results.get(name);
      expect(result?.recorded).toContainEqual(result?.answer);
    },
  );

  it.each(KNOWN_DIFFERENCES)('differs knowingly: %s', (name) => {
    expect(results.get(name)?.agrees).toBe(false);
    expect(JSON.stringify(results.get(name)?.answer)).toContain('UnknownError');
  });
});
