import { randomUUID } from 'node:crypto';
import { createEmbeddedFeed } from '#feed';
import { endPool } from '#feed/testing';
import { createPool } from '#read-store';
import { seededDice } from '../../test/chaos/dice.js';
import { readHistory } from '../../test/chaos/services/checks/stored-history.js';
import { until } from '../../test/support/until.js';
import { createLeases } from './lease/leases.js';
import type { CountyAsSeen } from './testing/county.js';
import { Partitions } from './testing/partitions.js';
import { randomFamilies, type Story } from './testing/random-families.js';
import { Several } from './testing/several.js';
import { mortal, slow } from './testing/store-with.js';

describe('Several processes of intake', () => {
  let several: Several;

  beforeEach(async () => {
    several = await Several.start();
  });
  afterEach(() => several.close());

  it('go on within ten seconds when one dies in the middle, with exactly one outcome for each event', async () => {
    const { county } = several;
    const { hub } = county;
    const role = `dying_${randomUUID().replaceAll('-', '')}`;
    await hub.pool.query(`CREATE ROLE ${role} SUPERUSER LOGIN PASSWORD '${role}'`);
    const url = new URL(hub.databaseUrl);
    [url.username, url.password] = [role, role];
    const pool = createPool(url.toString());
    const agencies = hub.deps.registry.agencies.map(({ id }) => id);
    const feed = await createEmbeddedFeed({ pool, databaseUrl: url.toString(), agencies });
    const { store, died, bury } = mortal(hub.store, 12);
    const dying = await county.start({ ...{ feed, store, batchSize: 5 }, leases: createLeases(pool) });
    await until(() => dying.status().reconsideration?.state === 'running');
    const heir = await county.start({ batchSize: 5 });
    const events = randomFamilies(seededDice(7), { families: 6, events: 14, withdrawals: true });
    await hub.publish(...events);
    await died;
    // What is dead does not come back, and would hold what it had in hand if it did.
    await hub.pool.query(`ALTER ROLE ${role} NOLOGIN`);
    await hub.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1`, [role]);
    const since = performance.now();
    await until(() => heir.status().reconsideration?.state === 'running', { what: 'the lease' });
    expect(performance.now() - since).toBeLessThan(10_000);
    await hub.settled();
    await county.reconsidered();
    await several.nothingBroken();
    const { outcomes } = await readHistory(hub.store);
    const told = events.map(({ source, id }) => outcomes.get(`${source} ${id}`));
    expect(told.filter((each) => (each?.items ?? 0) + (each?.rejections ?? 0) !== 1)).toEqual([]);
    bury();
    await dying.stop();
    await endPool(pool);
    await hub.pool.query(`DROP ROLE ${role}`);
  });

  const seenAfter = async (processes: number, seed: number, story: Story): Promise<CountyAsSeen> => {
    const dice = seededDice(seed);
    const partitions = new Partitions(processes === 1 ? 1 : 2 * processes, dice);
    const { county } = several;
    const { store } = county.hub;
    for (let one = 0; one < processes; one += 1)
      await county.start({
        receive: partitions.join,
        store: processes === 1 ? store : slow(store, dice, 100),
      });
    await partitions.handOut(await several.published(...randomFamilies(seededDice(seed), story)));
    await county.reconsidered();
    await several.nothingBroken();
    expect(await county.leftToDecide()).toEqual([]);
    return county.asSeen();
  };
  const seenByOneAndByThree = async (seed: number, story: Story) => {
    const one = await seenAfter(1, seed, story);
    await several.close();
    several = await Several.start();
    return { one, three: await seenAfter(3, seed, story) };
  };

  it.each([4, 21])(
    'show the same people, families and items as one process would, whichever took what (seed %d)',
    async (seed) => {
      const story = { families: 8, events: 16, withdrawals: false };
      const { one, three } = await seenByOneAndByThree(seed, story);
      expect(three).toEqual(one);
    },
  );

  it.each([
    ['agreements end', 5, {}],
    ['agreements are given anew and beside others', 6, { anew: true }],
  ])(
    'show the same items to the same people as one process would though %s (seed %d)',
    async (_, seed, more) => {
      const story = { families: 8, events: 16, withdrawals: true, ...more };
      const { one, three } = await seenByOneAndByThree(seed, story);
      const { items, persons } = one;
      expect(three).toMatchObject({ items, persons });
    },
  );
});
