import { ownFamilyOf } from '#identity';
import type { ItemCeased, ItemDecidedAgain, ItemReleased, ItemShared } from '#journey';
import type { RestrictedClass, SourceEvent } from '#contracts';
import { itemIdOf, recordIdOf } from '#platform';
import { isPermitted } from '#sharing';
import { until } from '../../../test/support/until.js';
import { startCounty, type CountyUnderTest } from '../testing/county.js';
import { openEmergency } from '../testing/emergencies.js';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from '../testing/events.js';
import { MASH } from '../testing/overriding.js';
import { createCheckpoint } from './checkpoint.js';

const NOW = new Date('2026-11-25T10:00:00Z');

describe('Breaking the glass', () => {
  let county: CountyUnderTest;
  let now: Date;

  beforeEach(async () => {
    now = NOW;
    county = await startCounty();
    await county.start({ clock: () => now }, 25);
  });
  afterEach(() => county.close());

  const publish = async (...events: readonly SourceEvent[]) => {
    await county.hub.publish(...events);
    await county.hub.settled();
  };
  const historyOf = (id: string) => county.hub.store.readStream(`item-${itemIdOf(COMMUNITY_HEALTH, id)}`);
  const typesOf = async (id: string) => (await historyOf(id)).map(({ type }) => type);
  const becomes = (id: string, type: string) =>
    until(async () => (await historyOf(id)).findLast((event) => event.type === type), { what: type });
  const familyOf = (localId: string) => ownFamilyOf(recordIdOf(COMMUNITY_HEALTH, localId));
  const open = (localId: string) => openEmergency(county.hub.store, familyOf(localId), now);

  const lookedAt = (moment: Date) =>
    until(async () => (await createCheckpoint(county.pool, 'clock').find()) === BigInt(moment.getTime()), {
      what: 'a look at that moment',
    });
  const restricted = (id: string, name: RestrictedClass, localId = 'C-1') => {
    const { data } = itemEvent(id);
    const sharing = { ...data.sharing, existenceMayBeTold: false };
    return itemEvent(id, {
      ...{ subject: child(localId), service: `Refuge of ${id}` },
      data: { restricted: [name], sensitivity: 'R', sharing },
    });
  };

  it('brings up the restricted items of the family, for who broke it and for no team', async () => {
    await publish(agreementEvent('A-1'), itemEvent('E-1'), restricted('R-1', 'MARAC'));
    expect(await typesOf('R-1')).toEqual(['ItemWithheld']);
    const glass = await open('C-1');
    const released = (await becomes('R-1', 'ItemReleased')).data as ItemReleased;
    expect(released.because).toEqual({ glass });
    expect(released.decisions.filter(isPermitted)).toEqual([]);
    expect(released.inEmergency).toMatchObject([
      {
        glass,
        until: '2026-11-25T11:00:00.000Z',
        decision: { outcome: 'PERMIT', row: 'D2', recipient: MASH },
      },
    ]);
    const context = itemIdOf(COMMUNITY_HEALTH, 'R-1');
    const [details] = await county.hub.vault.open([{ sealed: released.content.sealed, context }]);
    expect(details).toMatchObject({ details: { service: 'Refuge of R-1' } });
  });

  it('brings them up under whichever of its records the family is known to who breaks it', async () => {
    const [first, second] = [child('C-1'), child('C-2')];
    const relationships = [{ from: 'C-1', to: 'C-2', kind: 'SIBLING_OF' as const }];
    const both = itemEvent('E-2', { subject: first, data: { subjects: [first, second], relationships } });
    await publish(
      agreementEvent('A-1', { subject: first }),
      agreementEvent('A-2', { subject: second, reference: 'ATS-00002' }),
      ...[both, restricted('R-1', 'MARAC')],
    );
    expect((await historyOf('E-2'))[0]?.type).toBe('ItemShared');
    const glass = await open('C-2');
    expect(((await becomes('R-1', 'ItemReleased')).data as ItemReleased).because).toEqual({ glass });
  });

  it('brings up nothing of another family, and nothing that no rule opens even so', async () => {
    await publish(
      ...[agreementEvent('A-1'), itemEvent('E-1'), restricted('R-1', 'MAPPA')],
      restricted('R-2', 'MARAC', 'C-2'),
    );
    await open('C-1');
    await county.reconsidered();
    expect([await typesOf('R-1'), await typesOf('R-2')]).toEqual([['ItemWithheld'], ['ItemWithheld']]);
  });

  it('lets them cease when the hour is over, and not before', async () => {
    await publish(agreementEvent('A-1'), itemEvent('E-1'), restricted('R-1', 'MARAC'));
    const glass = await open('C-1');
    await becomes('R-1', 'ItemReleased');
    now = new Date('2026-11-25T10:59:59Z');
    await lookedAt(now);
    expect(await typesOf('R-1')).toEqual(['ItemWithheld', 'ItemReleased']);
    now = new Date('2026-11-25T11:00:00Z');
    const ceased = (await becomes('R-1', 'ItemCeased')).data as ItemCeased;
    expect(ceased.because).toEqual({ clock: 'LAPSED', glass });
    expect(ceased.restricted).toBe(true);
    await lookedAt(now);
    expect(await typesOf('R-1')).toHaveLength(3);
    expect(await typesOf('E-1')).toEqual(['ItemShared']);
  });

  it('keeps them for who broke the glass later, and for no longer', async () => {
    await publish(agreementEvent('A-1'), itemEvent('E-1'), restricted('R-1', 'MARAC'));
    await open('C-1');
    await becomes('R-1', 'ItemReleased');
    now = new Date('2026-11-25T10:30:00Z');
    const second = await open('C-1');
    await county.reconsidered();
    now = new Date('2026-11-25T11:00:00Z');
    const kept = (await becomes('R-1', 'ItemDecidedAgain')).data as ItemDecidedAgain;
    expect(kept.inEmergency?.map(({ glass }) => glass)).toEqual([second]);
    now = new Date('2026-11-25T11:30:00Z');
    const ceased = (await becomes('R-1', 'ItemCeased')).data as ItemCeased;
    expect(ceased.because).toEqual({ clock: 'LAPSED', glass: second });
  });

  it('opens what arrives during the hour, and nothing that arrives after it', async () => {
    await publish(agreementEvent('A-1'), itemEvent('E-1'));
    await open('C-1');
    await county.reconsidered();
    await publish(restricted('R-1', 'MARAC'));
    const [first] = await historyOf('R-1');
    expect((first?.data as ItemShared).inEmergency).toHaveLength(1);
    now = new Date('2026-11-25T11:00:00Z');
    await publish(restricted('R-2', 'MARAC'));
    const [late] = await historyOf('R-2');
    expect(late?.type).toBe('ItemWithheld');
    expect(late?.data).toMatchObject({ existenceMayBeTold: false, restricted: true });
  });

  it('opens a family of which nothing but stubs is known', async () => {
    await publish(restricted('R-1', 'MARAC'));
    await open('C-1');
    expect(((await becomes('R-1', 'ItemReleased')).data as ItemReleased).inEmergency).toHaveLength(1);
  });
});
