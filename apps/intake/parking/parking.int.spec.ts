import type { EventStore, StoredEvent } from '#event-store';
import type { FeedPosition } from '#feed';
import {
  askRetry,
  type SourceEventParked,
  type SourceEventRejected,
  type SourceEventUnparked,
} from '#journey';
import { itemIdOf, recordIdOf, unavailable, type AgencyId, type Uuid } from '#platform';
import { until } from '../../../test/support/until.js';
import type { IntakeDeps, RunningIntake } from '../create-intake.js';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from '../testing/events.js';
import { NOW, startIntakeEngines, type IntakeUnderTest } from '../testing/intake-harness.js';
import { mendKey, spoilKey } from '../testing/spoilt-key.js';
import { storeWith } from '../testing/store-with.js';

const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;
const RECORD = recordIdOf(COMMUNITY_HEALTH, 'C-1');
const PERSON = {
  identifiers: { nhsNumber: '9990001235' },
  names: [{ given: 'Example', family: 'Child' }],
};

describe('parking', () => {
  let hub: IntakeUnderTest;

  beforeEach(async () => {
    hub = await startIntakeEngines();
  });
  afterEach(() => hub.close());

  const parkingEvents = () => hub.events('parking-');
  const parked = async () =>
    (await parkingEvents())
      .filter(({ type }) => type === 'SourceEventParked')
      .map(({ data }) => data as SourceEventParked);
  const unparked = async () =>
    (await parkingEvents())
      .filter(({ type }) => type === 'SourceEventUnparked')
      .map(({ data }) => data as SourceEventUnparked);
  const itemOf = async (id: string, agency = COMMUNITY_HEALTH): Promise<StoredEvent | undefined> =>
    (await hub.store.readStream(`item-${itemIdOf(agency, id)}`))[0];
  const typeOf = async (id: string, agency = COMMUNITY_HEALTH) => (await itemOf(id, agency))?.type;
  const released = (count: number) =>
    until(async () => (await unparked()).length === count, { what: `${count} released` });
  const retry = () =>
    askRetry(hub.store, { id: crypto.randomUUID() as string as Uuid, actor: 'hub:operator' });
  /** In the order in which the store holds their items, of all agencies. */
  const takenInOrder = async () =>
    (await hub.events('item-'))
      .filter(({ revision }) => revision === 0n)
      .map(({ data }) => (data as { readonly sourceEventId: string }).sourceEventId);

  const family = [agreementEvent('A-1'), itemEvent('E-1'), itemEvent('E-2')];
  const others = [3, 4, 5].map((at) => itemEvent(`E-${at}`, { subject: child(`C-${at}`) }));

  it('parks a family whose event meets a fault, with nothing of its content, and takes all others', async () => {
    await spoilKey(hub.pool, RECORD);
    const intake = await hub.startIntake();
    await hub.publish(...family, ...others);
    await hub.settled();
    const waiting = await parked();
    expect(waiting.map(({ sourceEventId, code, behind }) => [sourceEventId, code, behind])).toEqual([
      ['A-1', 'VAULT.WRONG_KEY', undefined],
      ['E-1', 'INTAKE.BEHIND_PARKED', true],
      ['E-2', 'INTAKE.BEHIND_PARKED', true],
    ]);
    expect(new Set(waiting.map((each) => each.family))).toEqual(new Set([waiting[0]?.parking]));
    expect(JSON.stringify(waiting)).not.toMatch(/Example|Audiology|2017-05-04/);
    expect(await takenInOrder()).toEqual(['E-3', 'E-4', 'E-5']);
    await until(() => intake.status().parked.events === 3);
    expect(intake.status()).toMatchObject({ faults: 0, halted: [], parked: { families: 1 } });
  });

  it('releases the family in its order once the fault is mended and an operator asks', async () => {
    await spoilKey(hub.pool, RECORD);
    const intake = await hub.startIntake();
    await hub.publish(...family);
    await hub.settled();
    await mendKey(hub.pool, RECORD);
    await retry();
    await released(3);
    expect(await takenInOrder()).toEqual(['A-1', 'E-1', 'E-2']);
    // Decided in their order: the items stand on the agreement before them.
    expect([await typeOf('A-1'), await typeOf('E-1')]).toEqual(['AgreementNoticeTaken', 'ItemShared']);
    expect((await unparked()).map(({ how }) => how)).toEqual(['TAKEN', 'TAKEN', 'TAKEN']);
    expect(await hub.events('rejection-')).toEqual([]);
    await until(() => intake.status().parked.events === 0);
  });

  it('lets an item that comes while its family is released wait its turn', async () => {
    await spoilKey(hub.pool, RECORD);
    await hub.startIntake({ batchSize: 3 });
    const sent = Array.from({ length: 12 }, (_, at) => itemEvent(`E-${at}`));
    await hub.publish(...sent.slice(0, 6));
    await hub.settled();
    await mendKey(hub.pool, RECORD);
    await retry();
    for (const event of sent.slice(6)) await hub.publish(event);
    await hub.settled();
    await until(async () => (await takenInOrder()).length === sent.length);
    expect(await takenInOrder()).toEqual(sent.map(({ id }) => id));
  });

  it('keeps back what another agency tells of the same family, also where its record is new', async () => {
    await hub.startIntake();
    const at = (localId: string) => child(localId, PERSON);
    await hub.publish(itemEvent('H-0', { source: HOSPITALS, subject: at('RZZ-1') }));
    await hub.settled();
    // The record is known at the hospital only; the community's is the same person by number, date and name.
    await spoilKey(hub.pool, RECORD);
    await hub.publish(itemEvent('E-1', { subject: at('C-1') }));
    await hub.settled();
    await hub.publish(itemEvent('E-2', { subject: child('C-1') }));
    await hub.settled();
    expect((await parked()).map(({ sourceEventId }) => sourceEventId)).toEqual(['E-1', 'E-2']);
    await mendKey(hub.pool, RECORD);
    await retry();
    await released(2);
    const link = (await hub.events('record-')).filter(({ type }) => type === 'RecordLinked');
    expect(new Set(link.map(({ data }) => (data as { readonly person: string }).person)).size).toBe(1);
    await spoilKey(hub.pool, recordIdOf(HOSPITALS, 'RZZ-2'));
    const both = [at('RZZ-1'), child('RZZ-2')];
    await hub.publish(
      itemEvent('H-1', { source: HOSPITALS, subject: at('RZZ-1'), data: { subjects: both } }),
    );
    await hub.settled();
    await hub.publish(itemEvent('E-3', { subject: child('C-1') }), itemEvent('E-4', { subject: at('C-8') }));
    await hub.settled();
    expect((await parked()).slice(2).map(({ sourceEventId, code }) => `${sourceEventId} ${code}`)).toEqual([
      'H-1 VAULT.WRONG_KEY',
      'E-3 INTAKE.BEHIND_PARKED',
      'E-4 INTAKE.BEHIND_PARKED',
    ]);
  });

  it('does not keep families back behind one another because the same professional is named', async () => {
    const nurse = child('N-1', { role: 'professional', onRecord: false });
    const withNurse = (id: string, localId: string) =>
      itemEvent(id, { subject: child(localId), data: { subjects: [child(localId), nurse] } });
    await spoilKey(hub.pool, RECORD);
    await hub.startIntake();
    await hub.publish(withNurse('E-1', 'C-1'), withNurse('E-2', 'C-2'));
    await hub.settled();
    expect((await parked()).map(({ sourceEventId }) => sourceEventId)).toEqual(['E-1']);
    expect(await typeOf('E-2')).toBe('ItemWithheld');
  });

  it('rejects what waits, and takes nothing else for it, where another event lies at its place in the feed', async () => {
    await spoilKey(hub.pool, RECORD);
    const before = await hub.startIntake();
    await hub.publish(itemEvent('E-1'));
    await hub.settled();
    const [stranger] = await hub.published(itemEvent('E-3', { subject: child('C-3') }));
    await before.stop();
    await mendKey(hub.pool, RECORD);
    const reader = { read: async (places: readonly FeedPosition[]) => places.map(() => stranger) };
    await hub.startIntake({ feed: { reader, consumer: (...asked) => hub.feed.consumer(...asked) } });
    await retry();
    await released(1);
    expect((await unparked()).map(({ how }) => how)).toEqual(['REJECTED']);
    const rejected = (await hub.events('rejection-')).map(({ data }) => data as SourceEventRejected);
    expect(rejected.map(({ sourceEventId, reasons }) => [sourceEventId, reasons[0]?.code])).toEqual([
      ['E-1', 'INTAKE.CONTENT_GONE'],
    ]);
  });

  it('rejects what the feed no longer has, goes on with the next, and takes it when it is published again', async () => {
    await spoilKey(hub.pool, RECORD);
    await hub.startIntake();
    await hub.publish(...family.slice(0, 2));
    await hub.settled();
    await hub.feed.prune(new Date(Date.now() + 60_000));
    await hub.publish(itemEvent('E-2'));
    await hub.settled();
    await mendKey(hub.pool, RECORD);
    await retry();
    await released(3);
    const rejected = (await hub.events('rejection-')).map(({ data }) => data as SourceEventRejected);
    expect(rejected.map(({ sourceEventId, reasons }) => [sourceEventId, reasons[0]?.code])).toEqual([
      ['A-1', 'INTAKE.CONTENT_GONE'],
      ['E-1', 'INTAKE.CONTENT_GONE'],
    ]);
    expect((await unparked()).map(({ how }) => how)).toEqual(['REJECTED', 'REJECTED', 'TAKEN']);
    await hub.publish(...family.slice(0, 2));
    await hub.settled();
    expect([await typeOf('A-1'), await typeOf('E-1')]).toEqual(['AgreementNoticeTaken', 'ItemShared']);
  });

  it('tries again at the times it says, longer from try to try, and at once with another version', async () => {
    let now = NOW;
    const overrides: Partial<IntakeDeps> = {
      clock: () => now,
      version: '1.0.0',
      parkedRetry: { firstMs: 60_000, longestMs: 240_000 },
    };
    await spoilKey(hub.pool, RECORD);
    const intake = await hub.startIntake(overrides);
    await hub.publish(itemEvent('E-1'));
    await hub.settled();
    const tries = async () => (await parkingEvents()).filter(({ type }) => type === 'ParkingTried');
    const waits: number[] = [];
    for (const minutes of [1, 2, 4, 4]) {
      const before = (await tries()).length;
      now = new Date(now.getTime() + minutes * 60_000);
      const [tried] = (await until(async () => (await tries()).length > before && tries())).slice(-1);
      const { nextTryAt } = tried?.data as { readonly nextTryAt: string };
      waits.push((Date.parse(nextTryAt) - now.getTime()) / 60_000);
    }
    expect(waits).toEqual([2, 4, 4, 4]);
    await intake.stop();
    await mendKey(hub.pool, RECORD);
    await hub.startIntake({ ...overrides, version: '1.0.1' });
    await released(1);
    expect(await typeOf('E-1')).toBe('ItemWithheld');
  });

  it('knows after a restart what is parked, and parks what comes behind it', async () => {
    await spoilKey(hub.pool, RECORD);
    const first = await hub.startIntake();
    await hub.publish(itemEvent('E-1'));
    await hub.settled();
    await first.stop();
    await mendKey(hub.pool, RECORD);
    await hub.startIntake();
    await hub.publish(itemEvent('E-2'), itemEvent('E-3', { subject: child('C-3') }));
    await hub.settled();
    expect((await parked()).map(({ sourceEventId }) => sourceEventId)).toEqual(['E-1', 'E-2']);
    await retry();
    await released(2);
    expect(await takenInOrder()).toEqual(['E-3', 'E-1', 'E-2']);
  });

  /** Loses the connection when the `failing`th event is released: after its item, before that it was. */
  const losing = (store: EventStore, failing: number): EventStore => {
    let releases = 0;
    return storeWith(store, {
      append: async (stream, expected, events) => {
        if (events[0]?.type === 'SourceEventUnparked' && ++releases === failing)
          throw unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer');
        return store.append(stream, expected, events);
      },
    });
  };

  it.each([
    ['the store is lost', async (intake: RunningIntake) => void intake],
    ['intake dies and another takes over', (intake: RunningIntake) => intake.stop()],
  ])('gives each event exactly one outcome though %s in the middle of a release', async (_what, next) => {
    await spoilKey(hub.pool, RECORD);
    const dying = await hub.startIntake({ store: losing(hub.store, 2) });
    await hub.publish(...family);
    await hub.settled();
    await mendKey(hub.pool, RECORD);
    await retry();
    await until(() => typeOf('E-1'));
    await next(dying);
    if (dying.status().state === 'stopped') {
      await hub.startIntake();
      await retry();
    }
    await released(3);
    expect(await takenInOrder()).toEqual(['A-1', 'E-1', 'E-2']);
    expect(await hub.events('item-')).toHaveLength(3);
    expect(await hub.events('rejection-')).toEqual([]);
  });
});
