import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka, type LocalKafka } from '../../../infra/kafka-local/start-kafka.mjs';
import type { Feed } from '#feed';
import { createKafkaFeed, ensureTopics } from '#feed/kafka';
import { aMessage, HOSPITALS, textsOf } from '#feed/testing';
import { isThroughlineError } from '#platform';
import { settingsFor } from '../../engines/kafka/scratch-topics.js';
import { until } from '../../support/until.js';
import { mayMount, smallDisk, type SmallDisk } from './small-disk.js';

const DISK_MB = 160;
const MESSAGE_BYTES = 100_000;
const PATIENCE = { withinMs: 60_000 };

let folder: string;
let kafka: LocalKafka;
let feed: Feed;
let accepted: string[];

async function begin(): Promise<void> {
  accepted = [];
  kafka = await startKafka({ folder });
  const settings = settingsFor(kafka.brokers);
  await ensureTopics(settings, [HOSPITALS], { partitions: 1 });
  feed = await createKafkaFeed({ ...settings, agencies: [HOSPITALS] });
}

async function end(): Promise<void> {
  await feed.close();
  await kafka.stop();
}

async function startAgain(): Promise<void> {
  kafka = await startKafka({ folder, port: Number(kafka.brokers[0]?.split(':')[1]) });
}

async function publish(name: string): Promise<void> {
  const value = Buffer.from(name.padEnd(MESSAGE_BYTES, ' '));
  await feed.writer.publish([{ ...aMessage(name), value }]);
  accepted.push(name);
}

const publishBefore = async () => {
  for (let at = 0; at < 20; at += 1) await publish(`before-${at}`);
};

/** Resolves with what the publisher is told when the broker takes no more. */
const refusal = () =>
  until(
    () =>
      publish(`meanwhile-${accepted.length}`).then(
        () => undefined,
        (error: unknown) => error,
      ),
    PATIENCE,
  );

async function expectToBeAskedToTryAgain(): Promise<void> {
  const refused = await refusal();
  expect(isThroughlineError(refused, 'FEED.UNAVAILABLE')).toBe(true);
  expect(refused).toMatchObject({ retryable: true });
}

async function expectNothingLost(): Promise<void> {
  await until(
    () =>
      publish('after').then(
        () => true,
        () => undefined,
      ),
    PATIENCE,
  );
  const seen: string[] = [];
  await feed.consumer('intake').start(async ({ messages }) => {
    seen.push(...textsOf(messages).map((text) => text.trimEnd()));
  });
  await until(() => seen.includes('after'), PATIENCE);
  expect(seen.filter((name) => accepted.includes(name))).toEqual(accepted);
}

describe('A broker that may write no more', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-kafka-'));
    await begin();
  }, 120_000);
  afterAll(async () => {
    await end();
    await rm(folder, { recursive: true, force: true });
  });

  it('takes nothing that it cannot keep, and after its next start has lost nothing', async () => {
    await publishBefore();
    for (const pid of kafka.pids) spawnSync('prlimit', ['--pid', String(pid), '--fsize=1']);
    await expectToBeAskedToTryAgain();
    await kafka.stop();
    await startAgain();
    await expectNothingLost();
  }, 200_000);
});

/** Where no disk can be mounted, as a rule without root, what stands above is all that can be shown. */
if (mayMount())
  describe('A broker on a full disk', () => {
    let disk: SmallDisk;

    beforeAll(async () => {
      disk = smallDisk(DISK_MB);
      folder = disk.folder;
      await begin();
    }, 120_000);
    afterAll(async () => {
      await end();
      disk.remove();
    });

    it('takes nothing that it cannot keep: the publisher is asked to try again', async () => {
      await publishBefore();
      disk.fill();
      await expectToBeAskedToTryAgain();
    }, 90_000);

    it('does not start again before there is room, and says why', async () => {
      await kafka.stop();
      disk.fill();
      await expect(startAgain()).rejects.toThrow(/^The disk that holds \S+ is full: free 64 MB/);
    }, 90_000);

    it('goes on when there is room, with everything it took, in order', async () => {
      disk.free();
      await startAgain();
      await expectNothingLost();
    }, 150_000);
  });
