import { once } from 'node:events';
import { createAgencyRegistry, createDemoDirectory } from '#access';
import { connectEventStore } from '#event-store';
import { createEmbeddedFeed } from '#feed';
import { createKafkaFeed } from '#feed/kafka';
import { silentLogger } from '#platform';
import { createPool } from '#read-store';
import { createVault } from '#vault';
import { intakeTelling } from './take-in.js';
import type { TakingPlace } from './taking.js';

/** One intake of several, in a process of its own; says how many events it took, and ends with its parent. */
const [place] = (await once(process, 'message')) as [TakingPlace];
const registry = createAgencyRegistry((await createDemoDirectory()).directory);
const agencies = registry.agencies.map(({ id }) => id);
const { databaseUrl, brokers } = place;
const pool = createPool(databaseUrl);
const feed = brokers
  ? await createKafkaFeed({ brokers, clientId: `bench-${process.pid}`, agencies, logger: silentLogger })
  : await createEmbeddedFeed({ pool, databaseUrl, agencies });
const store = connectEventStore({ url: place.storeUrl, deadlineMs: 60_000 });
const vault = createVault({ pool, keyEncryptionKey: Buffer.from(place.keyEncryptionKey, 'base64') });
const intake = intakeTelling({ feed, store, vault, registry }, (events) => process.send?.(events));
await intake.start();
await once(process, 'disconnect');
await intake.stop();
await feed.close();
await store.close();
await pool.end();
