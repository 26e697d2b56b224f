import { randomUUID } from 'node:crypto';
import { createEmbeddedFeed } from '#feed';
import { aMessage, HOSPITALS } from '#feed/testing';
import { silentLogger, type Uuid } from '#platform';
import { migrateSchema } from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import { lagOfIntake } from '#runtime';
import { OperationsReads, type OperationsDeps } from './operations-reads.js';

describe('The operations screen', () => {
  let engines: TestEngines;
  beforeEach(async () => {
    engines = await startTestEngines();
  });
  afterEach(() => engines.stop());

  const readsWith = (given: Partial<OperationsDeps> = {}) =>
    new OperationsReads({
      ...{ pool: engines.pool, store: engines.store },
      ...{ directory: { agencies: [], recipients: [] }, tellsOverKafka: false },
      ...{ feedLag: async () => new Map(), oldestWaiting: async () => undefined },
      latePartitions: async () => new Map(),
      logger: silentLogger,
      ...given,
    });

  it('counts, as still to be told, an emergency view that agencies have to review, not what nobody is told', async () => {
    await migrateSchema(engines.pool, {
      schema: 'telling',
      folder: 'apps/projector/tell-publishers/migrations',
    });
    for (const stream of ['glass-', 'agreement-']) {
      const event = { id: randomUUID() as Uuid, type: 'Any', data: {}, metadata: { schemaVersion: 1 } };
      await engines.store.append(`${stream}${randomUUID()}`, 'any', [event]);
    }
    const { untold } = await readsWith({ tellsOverKafka: true }).overview(new Date());
    expect(untold).toMatchObject({ known: true, value: { events: 1 } });
  });

  it('asks the feed where an event has waited for more than ten minutes', async () => {
    const { pool, databaseUrl } = engines;
    const feed = await createEmbeddedFeed({ pool, databaseUrl, agencies: [HOSPITALS] });
    const lag = lagOfIntake(async () => feed);
    const reads = readsWith({ feedLag: lag.events, latePartitions: lag.late });
    await feed.writer.publish([aMessage('waits')]);
    const in9 = new Date(Date.now() + 9 * 60_000);
    const in11 = new Date(Date.now() + 11 * 60_000);
    expect((await reads.overview(in9)).late).toEqual({ known: true, value: new Map([[HOSPITALS, []]]) });
    expect((await reads.overview(in11)).late).toEqual({ known: true, value: new Map([[HOSPITALS, [0]]]) });
    await feed.close();
  });
});
