import { itemIdOf, type AgencyId } from '#platform';
import { argumentsOf, countOf } from '#platform/arguments';
import { createPool } from '#read-store';
import { generateCounty, type Delivery } from '../../apps/simulator/index.js';
import { startWorld, type World } from '../../test/chaos/services/world.js';
import { until } from '../../test/support/until.js';
import { Sender } from './sender.js';
import { Sightings, type Sighting } from './sightings.js';
import { measureRaw } from './raw-pipe.js';
import { memoryOf } from './memory.js';
import { percentiles, type Percentiles } from './percentiles.js';
import { processorTimes } from './processor.js';

const USAGE = `Time from publishing an event over HTTP until its row is in the timeline's view, with Kafka, the event store, PostgreSQL
and the four services as processes of this machine; and through a pipe without any logic, in the same run.

  npm run bench:latency -- [--rate 500] [--seconds 20]

Needs Java 17 and Apache Maven for Kafka.
`;
const TIMELINE_AT = `SELECT "position" FROM projections.state WHERE name = 'timeline'`;
const RECONSIDERED_UP_TO = `SELECT "position" FROM intake.checkpoints WHERE name = 'reconsideration'`;
const AIM_MS = 1_000;
const SEED = 2026;
/** A process just started runs slower until its code is compiled; told apart. */
const WARM_UP_SECONDS = 20;

async function measure(rate: number, seconds: number): Promise<void> {
  const world = await startWorld({ services: ['projector', 'intake', 'gateway', 'workbench'] });
  try {
    const used = processorTimes(world.victims);
    const sightings = await measureHub(world, rate, seconds);
    const isCold = ({ sentAt }: Sighting) => sentAt < WARM_UP_SECONDS * 1_000;
    const warm = sightings.filter((each) => !isCold(each));
    const hub = between(warm, 'sentAt', 'seenAt');
    say(`publish to visible at ${rate} a second`, hub);
    say('  publish to stored', between(warm, 'sentAt', 'storedAt'));
    say('  stored to visible', between(warm, 'storedAt', 'seenAt'));
    say(
      `  the first ${WARM_UP_SECONDS} s after the start`,
      between(sightings.filter(isCold), 'sentAt', 'seenAt'),
    );
    for (const [name, ms] of used()) print(`  ${name.padEnd(18)} ${ms} ms of processor time a second\n`);
    print(`  what these alter was decided again ${await reconsideredAfter(world)} s later\n`);
    const raw = await measureRaw(world, rate, seconds);
    say(`raw pipe at ${rate} a second`, raw);
    print(`ratio of the 99th percentiles ${(hub.p99 / raw.p99).toFixed(1)}; aim below ${AIM_MS} ms\n`);
    for (const [name, megabytes] of await memoryOf(world.victims))
      print(`${name.padEnd(20)} ${megabytes} MB\n`);
    if (hub.p99 > AIM_MS) process.exitCode = 1;
  } finally {
    await world.stop();
  }
}

async function measureHub(world: World, rate: number, seconds: number): Promise<readonly Sighting[]> {
  const wanted = rate * (seconds + WARM_UP_SECONDS);
  const pool = createPool(world.settings.databaseUrl ?? '', { max: 2 });
  const sightings = new Sightings(pool);
  try {
    const sender = new Sender(world.gatewayUrl, world.opened.credentials ?? {}, rate);
    await sender.send(deliveriesFor(wanted), (sent) => sightings.expect(sent.map(itemOf)));
    return await sightings.all(world.settings.eventStoreUrl ?? '');
  } finally {
    await sightings.stop().catch(() => undefined);
    await pool.end();
  }
}

/** Seconds until everything that was stored is looked at for what it alters: beside a full load that falls behind. */
async function reconsideredAfter({ settings }: World): Promise<string> {
  const began = performance.now();
  const pool = createPool(settings.databaseUrl ?? '', { max: 1 });
  const position = async (text: string) => (await pool.query<{ position: string }>(text)).rows[0]?.position;
  try {
    const last = BigInt((await position(TIMELINE_AT)) ?? 0);
    await until(async () => BigInt((await position(RECONSIDERED_UP_TO)) ?? -1) >= last, {
      ...{ withinMs: 300_000, everyMs: 100, what: 'everything to be decided again' },
    });
    return ((performance.now() - began) / 1_000).toFixed(1);
  } finally {
    await pool.end();
  }
}

const between = (sightings: readonly Sighting[], from: keyof Sighting, to: keyof Sighting) =>
  percentiles(sightings.map((each) => each[to] - each[from]));

/** Events that become an item; one that is refused or told again is never seen. */
function deliveriesFor(count: number): readonly Delivery[] {
  const endOn = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const { deliveries } = generateCounty({ seed: SEED, families: Math.ceil(count / 20), endOn });
  return deliveries.filter(({ expect }) => expect === 'stored' || expect === 'withheld').slice(0, count);
}

const itemOf = ({ agency, event }: Delivery): string => itemIdOf(agency as AgencyId, String(event.id));

const print = (text: string): void => void process.stdout.write(text);

const say = (what: string, { count, p50, p95, p99, most }: Percentiles): void =>
  print(`${what.padEnd(36)} ${count} events  p50 ${p50} ms  p95 ${p95} ms  p99 ${p99} ms  most ${most} ms\n`);

const options = {
  rate: { type: 'string', default: '500' },
  seconds: { type: 'string', default: '20' },
} as const;
const given = argumentsOf({ usage: USAGE, options });
const rate = given && countOf('--rate', given.values.rate);
const seconds = given && countOf('--seconds', given.values.seconds);
if (rate !== undefined && seconds !== undefined) await measure(rate, seconds);
