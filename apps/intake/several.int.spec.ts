import type { FeedMessage } from '#feed';
import type { SourceEvent } from '#contracts';
import type { SourceEventParked, SourceEventRejected } from '#journey';
import { itemIdOf, recordIdOf, type AgencyId } from '#platform';
import { seededDice } from '../../test/chaos/dice.js';
import { readHistory } from '../../test/chaos/services/checks/stored-history.js';
import { until } from '../../test/support/until.js';
import type { IntakeDeps, RunningIntake } from './create-intake.js';
import type { TakeBatch } from './receive/receive.js';
import { startCounty, type CountyAsSeen, type CountyUnderTest } from './testing/county.js';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  messageOf,
  withdrawalEvent,
} from './testing/events.js';
import { Partitions } from './testing/partitions.js';
import { randomFamilies, type Story } from './testing/random-families.js';
import { spoilKey } from './testing/spoilt-key.js';
import { gated, slow, storeWith } from './testing/store-with.js';

const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;
const at = (localId: string) =>
  child(localId, {
    identifiers: { nhsNumber: '9990001235' },
    names: [{ given: 'Example', family: 'Child' }],
  });

describe('several processes of intake', () => {
  let county: CountyUnderTest;

  beforeEach(async () => {
    county = await startCounty();
  });
  afterEach(() => county.close());

  interface Member {
    readonly intake: RunningIntake;
    readonly take: TakeBatch;
  }
  /** A process that takes what the spec hands it, as if its partitions held nothing else. */
  const member = async (overrides: Partial<IntakeDeps> = {}): Promise<Member> => {
    let take: TakeBatch = () => Promise.reject(new Error('not started'));
    const receive: IntakeDeps['receive'] = async (_consumer, given) => {
      take = given;
      return { close: async () => undefined };
    };
    const intake = await county.start({ receive, ...overrides });
    return { intake, take: (batch) => take(batch) };
  };
  const published = async (...events: readonly SourceEvent[]): Promise<readonly FeedMessage[]> => {
    const { writer, reader } = county.hub.feed;
    const positions = await writer.publish(events.map((event) => messageOf(event)));
    return (await reader.read(positions)).flatMap((message) => message ?? []);
  };
  const historyOf = async (id: string, agency = COMMUNITY_HEALTH) =>
    (await county.hub.store.readStream(`item-${itemIdOf(agency, id)}`)).map(({ type }) => type);
  const reconsiders = ({ intake }: Member) =>
    until(() => intake.status().reconsideration?.state === 'running', { what: 'a lease' });
  /** Each batch by another process, none of which has stored anything when the last has decided. */
  const decidedAtOnce = async (...batches: readonly (readonly SourceEvent[])[]) => {
    const taking: Promise<void>[] = [];
    const gates = batches.map(() => gated(county.hub.store));
    for (const [one, events] of batches.entries()) {
      const gate = gates[one];
      const { take } = await member(gate && { store: gate.store });
      taking.push(take({ messages: await published(...events) }));
      await gate?.reached;
    }
    for (const gate of gates) gate.open();
    await Promise.all(taking);
  };
  const nothingBroken = async () => {
    const { broken, claimedTwice } = await readHistory(county.hub.store);
    expect({ broken, claimedTwice }).toEqual({ broken: [], claimedTwice: [] });
  };

  it('brings up a stub that was decided while another process stored the agreement it lacks', async () => {
    const other = await member();
    await reconsiders(other);
    const gate = gated(county.hub.store);
    const slowly = await member({ store: gate.store });
    const [item = [], given = []] = [
      await published(itemEvent('E-1')),
      await published(agreementEvent('A-1')),
    ];
    const taking = slowly.take({ messages: item });
    await gate.reached;
    await other.take({ messages: given });
    await county.reconsidered();
    gate.open();
    await taking;
    await until(async () => (await historyOf('E-1')).length === 2, { what: 'the release' });
    expect(await historyOf('E-1')).toEqual(['ItemWithheld', 'ItemReleased']);
    await nothingBroken();
  });

  it('lets an item cease that was decided while another process stored the end of its agreement', async () => {
    const other = await member();
    await reconsiders(other);
    await other.take({ messages: await published(agreementEvent('A-1')) });
    const gate = gated(county.hub.store);
    const slowly = await member({ store: gate.store });
    const taking = slowly.take({ messages: await published(itemEvent('E-1')) });
    await gate.reached;
    await other.take({ messages: await published(withdrawalEvent('W-1')) });
    await county.reconsidered();
    gate.open();
    await taking;
    await until(async () => (await historyOf('E-1')).length === 2, { what: 'the end' });
    expect(await historyOf('E-1')).toEqual(['ItemShared', 'ItemCeased']);
  });

  it('makes one person and one family of those whom two processes each see for the first time', async () => {
    const third = await member();
    await reconsiders(third);
    await decidedAtOnce(
      [agreementEvent('A-1', { subject: at('C-1') }), itemEvent('E-1', { subject: at('C-1') })],
      [
        agreementEvent('A-2', { source: HOSPITALS, subject: at('RZZ-1'), reference: 'ATS-00002' }),
        itemEvent('H-1', { source: HOSPITALS, subject: at('RZZ-1') }),
      ],
    );
    await until(async () => (await county.asSeen()).persons.length === 1, { what: 'one person' });
    await until(async () => (await county.asSeen()).families.length === 1, { what: 'one family' });
    expect(third.intake.status().reconsideration?.mended).toBeGreaterThan(0);
  });

  it('lets one content win where two come under one id at once, and tells the other publisher', async () => {
    await decidedAtOnce(
      [itemEvent('E-1', { service: 'Audiology' })],
      [itemEvent('E-1', { service: 'Dentist' })],
    );
    expect(await historyOf('E-1')).toEqual(['ItemWithheld']);
    const rejected = (await county.hub.events('rejection-')).map(({ data }) => data as SourceEventRejected);
    expect(rejected.map(({ reasons }) => reasons[0]?.code)).toEqual(['CONFLICT.SAME_ID_OTHER_CONTENT']);
  });

  it('knows what another process parked before it takes the next event of the family', async () => {
    const { store } = county.hub;
    /** Hears of everything late. */
    const late = storeWith(store, {
      subscribe: (options, handle) =>
        store.subscribe(options, async (batch) => {
          if (options.after === undefined && batch.events.length > 0) await nextTurns(20);
          return handle(batch);
        }),
    });
    const first = await member();
    const second = await member({ store: late });
    await spoilKey(county.hub.pool, recordIdOf(COMMUNITY_HEALTH, 'C-1'));
    const [before = [], next = []] = [await published(itemEvent('E-1')), await published(itemEvent('E-2'))];
    await first.take({ messages: before });
    await second.take({ messages: next });
    const parked = (await county.hub.events('parking-')).map(({ data }) => data as SourceEventParked);
    expect(parked.map(({ sourceEventId, code }) => `${sourceEventId} ${code}`)).toEqual([
      'E-1 VAULT.WRONG_KEY',
      'E-2 INTAKE.BEHIND_PARKED',
    ]);
  });

  const seenAfter = async (processes: number, seed: number, story: Story): Promise<CountyAsSeen> => {
    const dice = seededDice(seed);
    const partitions = new Partitions(processes === 1 ? 1 : 2 * processes, dice);
    const { store } = county.hub;
    for (let one = 0; one < processes; one += 1)
      await county.start({
        receive: partitions.join,
        store: processes === 1 ? store : slow(store, dice, 100),
      });
    await partitions.handOut(await published(...randomFamilies(seededDice(seed), story)));
    await county.reconsidered();
    await nothingBroken();
    return county.asSeen();
  };
  const anew = async () => {
    await county.close();
    county = await startCounty();
  };

  it.each([4, 21])(
    'show the same people, families and items as one process would, whichever took what (seed %d)',
    async (seed) => {
      const story = { families: 8, events: 16, withdrawals: false };
      const one = await seenAfter(1, seed, story);
      await anew();
      expect(await seenAfter(3, seed, story)).toEqual(one);
    },
  );

  it.each([5])(
    'show the same items to the same people as one process would though agreements end (seed %d)',
    async (seed) => {
      const story = { families: 8, events: 16, withdrawals: true };
      const { items, persons } = await seenAfter(1, seed, story);
      await anew();
      expect(await seenAfter(3, seed, story)).toMatchObject({ items, persons });
    },
  );
});

/** Some turns of the event loop, each with what came in by then. */
async function nextTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
