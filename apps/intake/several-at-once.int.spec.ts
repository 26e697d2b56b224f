import { askRetry, type ItemWithheld, type SourceEventParked, type SourceEventRejected } from '#journey';
import { recordIdOf, type AgencyId, type Uuid } from '#platform';
import { until } from '../../test/support/until.js';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from './testing/events.js';
import { Several } from './testing/several.js';
import { mendKey, spoilKey } from './testing/spoilt-key.js';
import { storeWith } from './testing/store-with.js';

const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;
const at = (localId: string) =>
  child(localId, {
    identifiers: { nhsNumber: '9990001235' },
    names: [{ given: 'Example', family: 'Child' }],
  });

describe('Several processes of intake at one family at once', () => {
  let several: Several;

  beforeEach(async () => {
    several = await Several.start();
  });
  afterEach(() => several.close());

  it('make one person and one family of those whom two of them each see for the first time', async () => {
    const third = await several.reconsidering();
    const { county } = several;
    await several.decidedAtOnce(
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

  it('let one content win where two come under one id, and tell the other publisher', async () => {
    await several.decidedAtOnce(
      [itemEvent('E-1', { service: 'Audiology' })],
      [itemEvent('E-1', { service: 'Dentist' })],
    );
    expect(await several.historyOf('E-1')).toEqual(['ItemWithheld']);
    const rejected = await several.county.hub.events('rejection-');
    const reasons = rejected.flatMap(({ data }) => (data as SourceEventRejected).reasons);
    expect(reasons.map(({ code }) => code)).toEqual(['CONFLICT.SAME_ID_OTHER_CONTENT']);
  });

  it('know what another parked before they take the next event of the family', async () => {
    const { hub } = several.county;
    const { store, pool } = hub;
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
    const first = await several.reconsidering();
    await several.takes(first, itemEvent('E-0', { subject: child('C-9') }));
    const second = await several.member({ store: late });
    isLate = true;
    await spoilKey(pool, recordIdOf(COMMUNITY_HEALTH, 'C-1'));
    const [before, next] = [
      await several.published(itemEvent('E-1')),
      await several.published(itemEvent('E-2')),
    ];
    await first.take({ messages: before });
    await second.take({ messages: next });
    const parked = (await hub.events('parking-')).map(({ data }) => data as SourceEventParked);
    expect(parked.map(({ sourceEventId, code }) => `${sourceEventId} ${code}`)).toEqual([
      'E-1 VAULT.WRONG_KEY',
      'E-2 INTAKE.BEHIND_PARKED',
    ]);
  });

  it('release a parked family in its order, though both take what comes meanwhile', async () => {
    const { county } = several;
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
    await several.nothingBroken();
  });
});
