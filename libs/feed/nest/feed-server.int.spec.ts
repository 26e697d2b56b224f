import 'reflect-metadata';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import pg from 'pg';
import { unavailable } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { until } from '../../../test/support/until.js';
import { createEmbeddedFeed, type EmbeddedFeed } from '../embedded/create-embedded-feed.js';
import type { FeedBatch, FeedConsumer, FeedFault } from '../ports.js';
import { aMessage, HOSPITALS, textsOf } from '../testing/feed.contract.js';
import { endPool } from '../testing/end-pool.js';
import { FEED_BATCH, FeedServer, PassOnFilter } from './index.js';

const taken: string[] = [];
const failures: Error[] = [];

@Controller()
class Takes {
  @EventPattern<string>(FEED_BATCH)
  async batch(@Payload() { messages }: FeedBatch): Promise<void> {
    const failure = failures.shift();
    if (failure) throw failure;
    taken.push(...textsOf(messages));
  }
}

@Module({ controllers: [Takes] })
class TakesModule {}

describe('The agency feed as a Nest transport', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let feed: EmbeddedFeed;
  let consumer: FeedConsumer;
  let app: INestMicroservice | undefined;
  const faults: FeedFault[] = [];

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    feed = await createEmbeddedFeed({ pool, databaseUrl: database.url, agencies: [HOSPITALS] });
    consumer = feed.consumer('nest', { onFault: (fault) => void faults.push(fault) });
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    for (const list of [taken, failures, faults]) list.splice(0);
    await feed.close();
    await endPool(pool);
    await database.drop();
  });

  const listen = async (module: object = TakesModule) => {
    const options = { strategy: new FeedServer(consumer), logger: false as const, abortOnError: false };
    app = await NestFactory.createMicroservice(module, options);
    app.useGlobalFilters(new PassOnFilter());
    await app.listen();
  };
  const lag = async () => (await consumer.lag()).get(HOSPITALS);

  it('hands whole batches to a handler and commits what it took', async () => {
    await feed.writer.publish(['a', 'b', 'c'].map((text) => aMessage(text)));
    await listen();
    await until(async () => (await lag()) === 0);
    expect(taken).toEqual(['a', 'b', 'c']);
    expect(consumer.membership()).toBe('member');
    await app?.close();
    expect(consumer.membership()).toBe('none');
  });

  it('brings a batch again where the handler throws, and tells the fault itself', async () => {
    failures.push(unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer'));
    await feed.writer.publish([aMessage('a')]);
    await listen();
    await until(async () => (await lag()) === 0);
    expect(taken).toEqual(['a']);
    expect(faults.map(({ error }) => error)).toMatchObject([{ code: 'EVENT_STORE.UNAVAILABLE' }]);
  });

  it('commits nothing where no handler takes batches', async () => {
    @Module({})
    class Empty {}
    await feed.writer.publish([aMessage('a')]);
    await listen(Empty);
    await until(() => faults.length > 0);
    expect(faults[0]?.error).toMatchObject({ code: 'FEED.NO_HANDLER' });
    expect(await lag()).toBe(1);
  });
});
