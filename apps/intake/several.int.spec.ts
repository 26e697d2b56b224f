import { createEmbeddedFeed, type FeedMessage } from '#feed';
import { endPool } from '#feed/testing';
import type { SourceEvent } from '#contracts';
import { ownFamilyOf } from '#identity';
import { askRetry, type ItemWithheld, type SourceEventParked, type SourceEventRejected } from '#journey';
import { itemIdOf, recordIdOf, type AgencyId, type Uuid } from '#platform';
import { createPool } from '#read-store';
import { seededDice } from '../../test/chaos/dice.js';
import { readHistory } from '../../test/chaos/services/checks/stored-history.js';
import { until } from '../../test/support/until.js';
import type { IntakeDeps, RunningIntake } from './create-intake.js';
import { createLeases } from './lease/leases.js';
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
import { openEmergency } from './testing/emergencies.js';
import { judging } from './testing/facts.js';
import { overriding } from './testing/overriding.js';
import { Partitions } from './testing/partitions.js';
import { randomFamilies, type Story } from './testing/random-families.js';
import { mendKey, spoilKey } from './testing/spoilt-key.js';
import { gated, mortal, slow, storeWith } from './testing/store-with.js';

const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;
const at = (localId: string) =>
  child(localId, {
    identifiers: { nhsNumber: '9990001235' },
    names: [{ given: 'Example', family: 'Child' }],
  });

/** Of harm that a nurse suspects, which a refusal stops until somebody overrides it. */
const judgedHarm = (id: string): SourceEvent => {
  const { data } = itemEvent(id);
  return itemEvent(id, { data: { sharing: { ...data.sharing, judgement: judging('SIGNIFICANT_HARM') } } });
};

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

  it('brings up a stub that was decided while an override of its refusal was authorised', async () => {
    const clock = () => new Date('2026-11-25T11:00:00Z');
    const other = await member({ clock });
    await reconsiders(other);
    await other.take({ messages: await published(agreementEvent('A-1'), withdrawalEvent('W-1')) });
    const gate = gated(county.hub.store);
    const slowly = await member({ clock, store: gate.store });
    const taking = slowly.take({ messages: await published(judgedHarm('E-1')) });
    await gate.reached;
    const override = overriding(county.hub.store, 'meanwhile');
    await override.ask(itemIdOf(COMMUNITY_HEALTH, 'E-1'));
    await override.authorise();
    await county.reconsidered();
    gate.open();
    await taking;
    await until(async () => (await historyOf('E-1')).length === 2, { what: 'the release' });
    expect(await historyOf('E-1')).toEqual(['ItemWithheld', 'ItemReleased']);
    await nothingBroken();
  });

  it('brings up a restricted stub that was decided while somebody broke the glass', async () => {
    const now = new Date('2026-11-25T11:00:00Z');
    const other = await member({ clock: () => now });
    await reconsiders(other);
    await other.take({ messages: await published(agreementEvent('A-1'), itemEvent('E-0')) });
    await county.reconsidered();
    const gate = gated(county.hub.store);
    const slowly = await member({ clock: () => now, store: gate.store });
    const restricted = itemEvent('E-1', { data: { restricted: ['MARAC'], sensitivity: 'R' } });
    const taking = slowly.take({ messages: await published(restricted) });
    await gate.reached;
    await openEmergency(county.hub.store, ownFamilyOf(recordIdOf(COMMUNITY_HEALTH, 'C-1')), now);
    await county.reconsidered();
    gate.open();
    await taking;
    await until(async () => (await historyOf('E-1')).length === 2, { what: 'the release' });
    expect(await historyOf('E-1')).toEqual(['ItemWithheld', 'ItemReleased']);
    await nothingBroken();
  });

  it('lets an item cease that was decided while another process stored a narrower agreement beside its own', async () => {
    const other = await member();
    await reconsiders(other);
    await other.take({ messages: await published(agreementEvent('A-1')) });
    const gate = gated(county.hub.store);
    const slowly = await member({ store: gate.store });
    const taking = slowly.take({ messages: await published(itemEvent('E-1')) });
    await gate.reached;
    const narrower = agreementEvent('A-2', { reference: 'ATS-00002' });
    const details = { ...narrower.data.details, categories: ['school'] };
    await other.take({ messages: await published({ ...narrower, data: { ...narrower.data, details } }) });
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
    let isLate = false;
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    /** Tells nothing new by itself before it is asked what it holds. */
    const late = storeWith(store, {
      subscribe: (options, handle) => {
        if (options.after !== undefined) asked();
        return store.subscribe(options, async (batch) => {
          if (options.after === undefined && isLate) await isAsked;
          return handle(batch);
        });
      },
    });
    const first = await member();
    await reconsiders(first);
    await first.take({ messages: await published(itemEvent('E-0', { subject: child('C-9') })) });
    const second = await member({ store: late });
    isLate = true;
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

  it('release a parked family in its order, though both take what comes meanwhile', async () => {
    const { hub } = county;
    const record = recordIdOf(COMMUNITY_HEALTH, 'C-1');
    await spoilKey(hub.pool, record);
    const both = [await county.start({ batchSize: 2 }), await county.start({ batchSize: 2 })];
    const family = Array.from({ length: 16 }, (_, one) => itemEvent(`E-${one}`));
    const others = Array.from({ length: 8 }, (_, one) =>
      itemEvent(`O-${one}`, { subject: child(`C-2${one}`) }),
    );
    await hub.publish(...family.slice(0, 8), ...others);
    await hub.settled();
    await until(() => both.every((intake) => intake.status().parked.events === 8));
    await mendKey(hub.pool, record);
    await askRetry(hub.store, { id: crypto.randomUUID() as string as Uuid, actor: 'hub:operator' });
    for (const event of family.slice(8)) await hub.publish(event);
    await hub.settled();
    await until(() => both.every((intake) => intake.status().parked.events === 0));
    const taken = (await hub.events('item-')).map(({ data }) => (data as ItemWithheld).sourceEventId);
    expect(taken.filter((id) => id.startsWith('E-'))).toEqual(family.map(({ id }) => id));
    expect(taken).toHaveLength(family.length + others.length);
    await nothingBroken();
  });

  it('go on within ten seconds when one dies in the middle, with exactly one outcome for each event', async () => {
    const { hub } = county;
    const url = new URL(hub.databaseUrl);
    url.searchParams.set('application_name', 'dying');
    const pool = createPool(url.toString());
    const agencies = hub.deps.registry.agencies.map(({ id }) => id);
    const feed = await createEmbeddedFeed({ pool, databaseUrl: url.toString(), agencies });
    const { store, died, bury } = mortal(hub.store, 12);
    const leases = createLeases(pool);
    let isDead = false;
    const dying = await county.start({
      ...{ feed, store, batchSize: 5 },
      leases: async (name) => (isDead ? undefined : leases(name)),
    });
    await until(() => dying.status().reconsideration?.state === 'running');
    const heir = await county.start({ batchSize: 5 });
    const events = randomFamilies(seededDice(7), { families: 6, events: 14, withdrawals: true });
    await hub.publish(...events);
    await died;
    isDead = true;
    await hub.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dying'`,
    );
    const since = performance.now();
    await until(() => heir.status().reconsideration?.state === 'running', { what: 'the lease' });
    expect(performance.now() - since).toBeLessThan(10_000);
    await hub.settled();
    await county.reconsidered();
    await nothingBroken();
    const { outcomes } = await readHistory(hub.store);
    const told = events.map(({ source, id }) => outcomes.get(`${source} ${id}`));
    expect(told.filter((each) => (each?.items ?? 0) + (each?.rejections ?? 0) !== 1)).toEqual([]);
    bury();
    await dying.stop();
    await endPool(pool);
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
    expect(await county.leftToDecide()).toEqual([]);
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

  it.each([6])(
    'show the same items on the same grounds though agreements are given anew and beside others (seed %d)',
    async (seed) => {
      const story = { families: 8, events: 16, withdrawals: true, anew: true };
      const { items, persons } = await seenAfter(1, seed, story);
      await anew();
      expect(await seenAfter(3, seed, story)).toMatchObject({ items, persons });
    },
  );
});
