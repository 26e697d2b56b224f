import { setTimeout as pause } from 'node:timers/promises';
import { connectEventStore } from '#event-store';
import {
  createPool,
  fingerprint,
  listStates,
  rebuildProjection,
  waitForProjection,
  type Projection,
} from '#read-store';
import { createVault, loadKeyFile } from '#vault';
import { projectionsOf } from '#runtime';
import { generateCounty } from '../../apps/simulator/index.js';
import { buildHub, makeDataFolder, startHub, type HubProcess, type Running } from '../hub/hub-process.js';
import { until } from '../support/until.js';
import { seededDice } from './dice.js';
import { feedLag } from './feed-lag.js';
import { historyOf } from './history-of.js';
import { outOfOrder, withoutOneOutcome } from './services/checks/accepted-events.js';
import { StubbornPublisher } from './stubborn-publisher.js';
import { untilReconsidered } from './until-reconsidered.js';

const KILLS = 10;
const SEED = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);

describe(`Killing the hub ${KILLS} times during a load (CHAOS_SEED=${SEED})`, () => {
  let data: Awaited<ReturnType<typeof makeDataFolder>>;
  let hub: HubProcess;
  let running: Running | undefined;
  let known: Running;
  let publisher: StubbornPublisher;

  async function start(): Promise<void> {
    hub = startHub(data.folder, ['--no-demo']);
    known = await hub.ready();
    running = known;
  }

  beforeAll(async () => {
    buildHub();
    data = await makeDataFolder();
    const dice = seededDice(SEED);
    const county = generateCounty({ seed: SEED, families: 40, endOn: '2026-11-20' });
    publisher = new StubbornPublisher(
      () => running?.baseUrl,
      () => known.credentialsFile,
    );
    await start();
    const publishing = publisher.publish(county.deliveries);
    for (let kill = 0; kill < KILLS; kill++) {
      await pause(dice.below(900));
      running = undefined;
      await hub.kill();
      // Now and then the next one is killed while it starts, too.
      if (dice.below(4) === 0) {
        hub = startHub(data.folder, ['--no-demo']);
        await pause(dice.below(1_500));
        await hub.kill();
      }
      await start();
    }
    await publishing;
    await until(async () => (await feedLag(known)) === 0, { withinMs: 120_000, what: 'an empty feed' });
  }, 600_000);

  afterAll(async () => {
    await hub.stop();
    await data.remove();
  });

  it('leaves exactly one outcome of every event that was accepted', async () => {
    const found = await historyOf(known.eventStoreUrl);
    expect(publisher.accepted.length).toBeGreaterThan(500);
    expect(found).toMatchObject({ claimedTwice: [], broken: [] });
    expect(withoutOneOutcome(publisher.accepted, found)).toEqual([]);
    expect(outOfOrder(publisher.accepted, found)).toEqual([]);
  });

  it('shows views that equal those built again from nothing', async () => {
    const pool = createPool(known.databaseUrl);
    const store = connectEventStore({ url: known.eventStoreUrl });
    const vault = createVault({ pool, keyEncryptionKey: loadKeyFile(known.keyFile) });
    const projections: readonly Projection[] = projectionsOf(vault);
    await untilReconsidered(store, pool);
    const head = (await store.headPosition()) ?? 0n;
    for (const projection of projections) {
      await waitForProjection(pool, projection.name, head, { withinMs: 60_000 });
      const live = await fingerprint(pool, projection);
      await rebuildProjection({ projection, store, pool });
      expect({ [projection.name]: await fingerprint(pool, projection) }).toEqual({ [projection.name]: live });
    }
    expect((await listStates(pool)).map(({ name }) => name).sort()).toEqual(
      projections.map(({ name }) => name).sort(),
    );
    await store.close();
    await pool.end();
  }, 180_000);
});
