import { randomBytes } from 'node:crypto';
import { shareSubscriptions } from '#event-store';
import { derivedUuid, isThroughlineError } from '#platform';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import { fingerprint } from '#read-store';
import { createVault, migrateVault, type Vault } from '#vault';
import { prefixesOf, projectionsOf } from '#runtime';
import { until } from '../../test/support/until.js';
import { startProjector, type RunningProjector } from './projector.js';
import { chooseProjections, rebuildAll } from './rebuild.js';

describe('The projector', () => {
  let engines: TestEngines;
  let vault: Vault;
  let projector: RunningProjector;

  beforeEach(async () => {
    engines = await startTestEngines();
    await migrateVault(engines.databaseUrl);
    vault = createVault({ pool: engines.pool, keyEncryptionKey: randomBytes(32) });
    const prefixes = prefixesOf(projectionsOf(vault));
    const store = shareSubscriptions(engines.store, { prefixes });
    projector = await startProjector({ ...engines, store, vault });
  });
  afterEach(async () => {
    await projector.stop();
    await engines.stop();
  });

  it('has the tables of every view as soon as it is started', async () => {
    for (const projection of projectionsOf(vault))
      for (const { rows } of Object.values(await fingerprint(engines.pool, projection))) expect(rows).toBe(0);
    await until(() => projector.statuses().every(({ caughtUp }) => caughtUp));
  });

  it('keeps the other views going when one has stopped, and says which', async () => {
    const stream = `item-${derivedUuid('x')}`;
    const event = {
      id: derivedUuid(stream),
      type: 'ItemTeleported',
      data: {},
      metadata: { schemaVersion: 1 },
    };
    await engines.store.append(stream, 'any', [event]);
    await until(() => projector.statuses().filter(({ state }) => state === 'stopped').length === 4);
    const states = Object.fromEntries(projector.statuses().map(({ name, state }) => [name, state]));
    expect(states).toEqual({
      families: 'running',
      timeline: 'stopped',
      receipts: 'stopped',
      parking: 'running',
      agreements: 'running',
      overrides: 'running',
      disclosures: 'running',
      owing: 'running',
      emergency: 'running',
      rhythm: 'stopped',
      considered: 'stopped',
      reviews: 'running',
      samples: 'running',
      connections: 'running',
    });
  });

  it('rebuilds every view while they run', async () => {
    const rebuilt: string[] = [];
    const { signal } = new AbortController();
    const watcher = { progressed: () => undefined, rebuilt: (name: string) => void rebuilt.push(name) };
    const all = chooseProjections(projectionsOf(vault), { names: [], all: true });
    await rebuildAll(all, { ...engines, signal }, watcher);
    expect(rebuilt).toEqual(all.map(({ name }) => name));
    await until(() => projector.statuses().every(({ state }) => state === 'running'));
  });

  it('names the projections there are when asked for another', () => {
    const choose = (names: readonly string[]) => {
      try {
        return chooseProjections(projectionsOf(vault), { names, all: false });
      } catch (error) {
        return isThroughlineError(error) ? `${error.code} ${error.message}` : error;
      }
    };
    expect(choose(['timelin'])).toBe(
      'PROJECTION.UNKNOWN There is no projection timelin. There are: families, timeline, receipts, parking, agreements, overrides, disclosures, owing, emergency, reviews, rhythm, considered, samples, connections.',
    );
    expect(choose([])).toMatch(/^PROJECTION.UNKNOWN Say which/);
  });
});
