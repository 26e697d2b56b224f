import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { generateCounty, type Delivery } from '../../../apps/simulator/index.js';
import { buildHub, makeDataFolder, startHub, type HubProcess, type Running } from '../../hub/hub-process.js';
import { until } from '../../support/until.js';
import { feedLag } from '../feed-lag.js';
import { historyOf } from '../history-of.js';
import { outOfOrder, withoutOneOutcome } from '../services/checks/accepted-events.js';
import { StubbornPublisher } from '../stubborn-publisher.js';
import { mayMount, smallDisk, type SmallDisk } from './small-disk.js';
import { WriteAheadLog } from './write-ahead-log.js';

const DISK_MB = 700;
const FULL = /^The disk that holds \S+ is full: free 200 MB/;
const linesOf = (hub: HubProcess) => hub.text().trim().split('\n');

let hub: HubProcess;
let running: Running;
let publisher: StubbornPublisher;
let deliveries: readonly Delivery[];

async function start(folder: string): Promise<void> {
  hub = startHub(folder, ['--no-demo']);
  running = await hub.ready();
}

async function begin(folder: string): Promise<void> {
  await start(folder);
  deliveries = generateCounty({ seed: 4, families: 30, endOn: '2026-11-20' }).deliveries;
  publisher = new StubbornPublisher(
    () => running.baseUrl,
    () => running.credentialsFile,
  );
  await publisher.publish(deliveries.slice(0, 200));
}

async function expectOneOutcomeEach(): Promise<void> {
  await until(async () => (await feedLag(running)) === 0, { withinMs: 120_000, what: 'an empty feed' });
  const found = await historyOf(running.eventStoreUrl);
  expect(publisher.accepted.length).toBeGreaterThanOrEqual(200);
  expect(withoutOneOutcome(publisher.accepted, found)).toEqual([]);
  expect(outOfOrder(publisher.accepted, found)).toEqual([]);
  expect(found).toMatchObject({ claimedTwice: [], broken: [] });
}

const failing = async (url = running.baseUrl) => {
  const answer = await fetch(`${url}/health/ready`);
  return ((await answer.json()) as { failing: readonly string[] }).failing;
};

describe('A hub whose PostgreSQL may write no more', () => {
  let data: Awaited<ReturnType<typeof makeDataFolder>>;

  beforeAll(async () => {
    buildHub();
    data = await makeDataFolder();
    await begin(data.folder);
  }, 180_000);
  afterAll(async () => {
    await hub.stop();
    await data.remove();
  });

  it('stops with a sentence, and after its next start has lost nothing', async () => {
    const log = await WriteAheadLog.of(running.databaseUrl);
    limitFilesOf(join(data.folder, 'postgres', 'cluster'));
    publisher.offer(deliveries.slice(200));
    await log.exhaust();
    expect(await hub.exited()).toBe(1);
    expect(linesOf(hub)).toContain('The embedded postgres ended by itself, so the hub stops too.');
    await start(data.folder);
    await publisher.settled();
    await expectOneOutcomeEach();
  }, 180_000);
});

/** No file of this PostgreSQL may grow any more. As its own account, because root may lack the right. */
function limitFilesOf(cluster: string): void {
  const [postmaster = ''] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ');
  const { uid, gid } = statSync(cluster);
  const limited = [...children, postmaster].map((pid) =>
    spawnSync('prlimit', ['--pid', pid, '--fsize=1'], { uid, gid }),
  );
  // Of the children one may have ended meanwhile.
  expect(limited.at(-1)?.status).toBe(0);
}

/** Where no disk can be mounted, as a rule without root, what stands above is all that can be shown. */
if (mayMount())
  describe('A hub on a full disk', () => {
    let disk: SmallDisk;

    beforeAll(async () => {
      disk = smallDisk(DISK_MB);
      await begin(disk.folder);
    }, 180_000);
    afterAll(async () => {
      await hub.stop();
      disk.remove();
    });

    it('refuses events with a code of its own, says so once, and goes on by itself when there is room', async () => {
      const log = await WriteAheadLog.of(running.databaseUrl);
      await log.beginFile();
      disk.fill();
      publisher.offer(deliveries.slice(200));
      const refusal = await until(() => publisher.refusal, { what: 'a refusal' });
      expect(refusal).toMatchObject({ status: 503, code: 'FEED.STORAGE_FULL' });
      expect(refusal.retryAfterSeconds).toBeGreaterThan(0);
      await until(async () => (await failing()).includes('disk'), { what: 'the health check' });
      const said = () => linesOf(hub).filter((line) => line.includes('holds the data is full'));
      await until(() => said().length > 0, { what: 'the line in the log' });
      disk.free();
      await publisher.settled();
      await expectOneOutcomeEach();
      expect(await failing()).toEqual([]);
      expect(said()).toHaveLength(1);
      await log.close();
    }, 180_000);

    it('stops with a sentence that says what to do where PostgreSQL cannot go on', async () => {
      const log = await WriteAheadLog.of(running.databaseUrl);
      disk.fill();
      publisher.offer(deliveries.slice(0, 50));
      await log.exhaust();
      expect(await hub.exited()).toBe(1);
      const sentence = linesOf(hub).filter((line) => FULL.test(line));
      expect(sentence).toEqual([expect.stringContaining(' and start the hub again.')]);
      await log.close();
    }, 90_000);

    it.each([0, 60])(
      'does not start with %d MB free, and says why in one sentence',
      async (free) => {
        disk.free();
        disk.fillBut(free);
        const refused = startHub(disk.folder, ['--no-demo']);
        expect(await refused.exited()).toBe(1);
        expect(refused.text().trim()).toMatch(FULL);
        expect(linesOf(refused)).toHaveLength(1);
      },
      60_000,
    );

    it('recovers at the next start, and has lost nothing that it accepted', async () => {
      disk.free();
      await start(disk.folder);
      await publisher.settled();
      await expectOneOutcomeEach();
    }, 180_000);
  });

if (mayMount())
  describe('Services apart on a full disk', () => {
    let disk: SmallDisk;

    beforeAll(async () => {
      buildHub();
      disk = smallDisk(DISK_MB);
      hub = startHub(disk.folder, ['--no-demo'], {}, 'services');
      running = await hub.ready();
    }, 180_000);
    afterAll(async () => {
      await hub.stop();
      disk.remove();
    });

    it('take no traffic meanwhile, say why, and take it again when there is room', async () => {
      const gateway = running.gatewayUrl;
      disk.fill();
      await until(async () => (await failing(gateway)).includes('disk'), { what: 'the health check' });
      await until(() => linesOf(hub).some((line) => line.includes('holds the data is full')));
      disk.free();
      await until(async () => (await failing(gateway)).length === 0, { what: 'a ready gateway' });
    }, 90_000);
  });
