import type { ItemShared, ItemWithheld, SourceEventRejected } from '#journey';
import { ERASED } from '#vault';
import { itemIdOf } from '#platform';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent, messageOf, POLICE } from './testing/events.js';
import { startIntakeEngines, type IntakeUnderTest } from './testing/intake-harness.js';

describe('intake', () => {
  let hub: IntakeUnderTest;

  beforeEach(async () => {
    hub = await startIntakeEngines();
  });
  afterEach(() => hub.close());

  /** The first event of each item, by the ids that its publisher gave. */
  const itemsOf = (...ids: readonly string[]) =>
    Promise.all(
      ids.map(async (id) => (await hub.store.readStream(`item-${itemIdOf(COMMUNITY_HEALTH, id)}`))[0]),
    );
  const typesOf = async (prefix: string) => (await hub.events(prefix)).map(({ type }) => type);

  it('shares an item that a given agreement covers, with its details sealed', async () => {
    await hub.startIntake();
    await hub.publish(agreementEvent('A-1'), itemEvent('E-1', { service: 'Marker-Audiology' }));
    await hub.settled();
    const [notice, item] = await itemsOf('A-1', 'E-1');
    expect([notice?.type, item?.type]).toEqual(['AgreementNoticeTaken', 'ItemShared']);
    const shared = item?.data as ItemShared;
    expect(JSON.stringify(shared)).not.toMatch(/Marker-Audiology|Example|2017-05-04/);
    expect(shared.decisions.map(({ outcome, row }) => `${outcome} ${row}`)).toContain('PERMIT D5');
    const context = itemIdOf(COMMUNITY_HEALTH, 'E-1');
    const [details] = await hub.vault.open([{ sealed: shared.content.sealed, context }]);
    expect(details).toMatchObject({ details: { service: 'Marker-Audiology' } });
    expect(details).not.toBe(ERASED);
  });

  it('keeps only a stub, without content, where nobody agreed', async () => {
    await hub.startIntake();
    await hub.publish(itemEvent('E-1'), itemEvent('E-2', { existenceMayBeTold: false }));
    await hub.settled();
    const [told, untold] = await itemsOf('E-1', 'E-2');
    expect(told?.type).toBe('ItemWithheld');
    expect(told?.data).toMatchObject({ kind: 'health.was-not-brought', existenceMayBeTold: true });
    expect(untold?.data).not.toHaveProperty('kind');
    expect((told?.data as ItemWithheld).decisions.every(({ outcome }) => outcome === 'DENY')).toBe(true);
    expect(told?.data).not.toHaveProperty('content');
    expect(await typesOf('record-')).toEqual(['RecordSighted', 'RecordLinked']);
  });

  it('tells each publisher why an event was rejected and goes on with the next', async () => {
    await hub.startIntake();
    const wrongSource = messageOf(itemEvent('E-2', { source: POLICE }), COMMUNITY_HEALTH);
    const unknown = messageOf({ ...itemEvent('E-3'), type: 'health.horoscope.v1' });
    const notJson = { ...messageOf(itemEvent('E-4')), value: Buffer.from('{"half') };
    const police = messageOf({ ...itemEvent('E-5'), type: 'police.ppn-submitted.v1' });
    await hub.publishRaw(wrongSource, unknown, notJson, police, messageOf(itemEvent('E-6')));
    await hub.settled();
    const rejections = (await hub.events('rejection-')).map(({ data }) => data as SourceEventRejected);
    const told = rejections.map(
      ({ sourceEventId, reasons }) => `${sourceEventId ?? '-'} ${reasons[0]?.code}`,
    );
    expect(told.sort()).toEqual([
      'E-2 AUTH.SOURCE_NOT_AGENCY',
      'E-3 SCHEMA.UNKNOWN_TYPE',
      'E-4 DECODE.NOT_JSON',
      'E-5 AUTH.SECTOR_NOT_ALLOWED',
    ]);
    expect(await typesOf('item-')).toEqual(['ItemWithheld']);
  });

  it('changes nothing when the same event comes again, in the same batch, later, or after a restart', async () => {
    const first = await hub.startIntake();
    const events = [agreementEvent('A-1'), itemEvent('E-1'), itemEvent('E-1')];
    await hub.publish(...events);
    await hub.settled();
    const before = await hub.events('');
    await hub.publish(...events);
    await hub.settled();
    await first.stop();
    await hub.startIntake();
    await hub.publish(...events);
    await hub.settled();
    expect(await hub.events('')).toEqual(before);
  });

  it('tells of other content under the same id as a conflict, keeps the first, and takes no fact from it', async () => {
    const first = await hub.startIntake();
    await hub.publish(agreementEvent('A-1'), itemEvent('E-1'));
    await hub.settled();
    await first.stop();
    await hub.startIntake();
    const other = child('C-9', { identifiers: { nhsNumber: '9990001235' } });
    await hub.publish(
      itemEvent('E-1', { subject: other }),
      agreementEvent('A-1', { subject: other, reference: 'ATS-00009' }),
      itemEvent('E-7', { subject: other }),
    );
    await hub.settled();
    const rejected = (await hub.events('rejection-')).map(({ data }) => data as SourceEventRejected);
    expect(
      rejected.map(({ sourceEventId, reasons }) => `${sourceEventId} ${reasons[0]?.code}`).sort(),
    ).toEqual(['A-1 CONFLICT.SAME_ID_OTHER_CONTENT', 'E-1 CONFLICT.SAME_ID_OTHER_CONTENT']);
    expect(await typesOf('agreement-')).toEqual(['AgreementGiven']);
    const kept = await itemsOf('A-1', 'E-1', 'E-7');
    expect(kept.map((item) => item?.type)).toEqual(['AgreementNoticeTaken', 'ItemShared', 'ItemWithheld']);
  });

  it('lets an agreement count for another agency’s item of the same person', async () => {
    await hub.startIntake();
    const number = { identifiers: { nhsNumber: '9990001235' } };
    const hospital = 'urn:agency:ods:RZZ' as typeof COMMUNITY_HEALTH;
    const at = (localId: string) => ({
      ...child(localId, number),
      names: [{ given: 'Example', family: 'Child' }],
    });
    await hub.publish(agreementEvent('A-1', { subject: at('C-1') }));
    await hub.settled();
    await hub.publish(itemEvent('H-1', { source: hospital, subject: at('RZZ-77') }));
    await hub.settled();
    expect(await typesOf('item-')).toEqual(['AgreementNoticeTaken', 'ItemShared']);
    const linked = (await hub.events('record-')).filter(({ type }) => type === 'RecordLinked');
    expect(new Set(linked.map(({ data }) => (data as { person: string }).person)).size).toBe(1);
  });

  it('stores a correction and a retraction against the item they are about', async () => {
    await hub.startIntake();
    await hub.publish(
      agreementEvent('A-1'),
      itemEvent('E-1'),
      itemEvent('E-2', { data: { corrects: 'E-1' } }),
      itemEvent('E-3', { data: { retracts: 'E-1', details: {} } }),
    );
    await hub.settled();
    const [corrected, retracted] = (await itemsOf('E-2', 'E-3')).map((item) => item?.data as ItemShared);
    const about = itemIdOf(COMMUNITY_HEALTH, 'E-1');
    expect([corrected?.content.corrects, retracted?.content.retracts]).toEqual([about, about]);
  });

  it('writes no personal data into stream names or in the clear anywhere', async () => {
    await hub.startIntake();
    // Long enough that no sealed bytes spell one by chance.
    const marked = child('Child-770077', {
      names: [{ given: 'Markergiven', family: 'Markerfamily' }],
      address: { line1: '1 Marker Street', postcode: 'ZZ99 3WZ' },
      identifiers: { nhsNumber: '9990001235' },
    });
    await hub.publish(agreementEvent('A-1', { subject: marked }), itemEvent('E-1', { subject: marked }));
    await hub.settled();
    const all = await hub.events('');
    expect(all.some(({ type }) => type === 'RecordObserved')).toBe(true);
    const text = JSON.stringify(all, (_key, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
    expect(text).not.toMatch(/Marker|9990001235|2017-05-04|Child-770077|ZZ99 ?3WZ/i);
  });
});
