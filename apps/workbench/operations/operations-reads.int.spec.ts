import { randomBytes, randomUUID } from 'node:crypto';
import { silentLogger, type Uuid } from '#platform';
import { migrateSchema } from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import { createVault } from '#vault';
import { OperationsReads } from './operations-reads.js';

describe('What is still to be told over Kafka', () => {
  let engines: TestEngines;
  beforeEach(async () => {
    engines = await startTestEngines();
    await migrateSchema(engines.pool, {
      schema: 'telling',
      folder: 'apps/projector/tell-publishers/migrations',
    });
  });
  afterEach(() => engines.stop());

  it('counts an emergency view that agencies have to review, not what nobody is told', async () => {
    for (const stream of ['glass-', 'agreement-']) {
      const event = { id: randomUUID() as Uuid, type: 'Any', data: {}, metadata: { schemaVersion: 1 } };
      await engines.store.append(`${stream}${randomUUID()}`, 'any', [event]);
    }
    const reads = new OperationsReads({
      ...{ pool: engines.pool, store: engines.store },
      vault: createVault({ pool: engines.pool, keyEncryptionKey: randomBytes(32) }),
      ...{ directory: { agencies: [], recipients: [] }, tellsOverKafka: true },
      ...{ feedLag: async () => new Map(), oldestWaiting: async () => undefined },
      logger: silentLogger,
    });
    const { untold } = await reads.overview(new Date());
    expect(untold).toMatchObject({ known: true, value: { events: 1 } });
  });
});
