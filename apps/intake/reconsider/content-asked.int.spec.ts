import type { SourceEvent } from '#contracts';
import { askRetry, type ContentAsked, type ContentGiven, type ItemReleased } from '#journey';
import { randomUUID } from 'node:crypto';
import { itemIdOf, recordIdOf, type AgencyId, type Uuid } from '#platform';
import { until } from '../../../test/support/until.js';
import type { RunningIntake } from '../create-intake.js';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent, withdrawalEvent } from '../testing/events.js';
import { mendKey, spoilKey } from '../testing/spoilt-key.js';
import { startReconsidering, type Reconsidering } from '../testing/reconsidering.js';
import { untilReconsidered } from '../../../test/chaos/until-reconsidered.js';

const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;

describe('content that the feed no longer has', () => {
  let world: Reconsidering;
  let intake: RunningIntake;

  beforeEach(async () => {
    world = await startReconsidering();
    intake = await world.start();
  });
  afterEach(() => world.close());

  const publish = async (...events: readonly SourceEvent[]) => {
    await world.hub.publish(...events);
    await world.hub.settled();
  };
  /** What the feed holds so far is past its time. */
  const forget = () => world.hub.feed.prune(new Date(Date.now() + 60_000));
  const reconsidered = () => untilReconsidered(world.hub.store, world.pool);
  /** Withheld, gone from the feed, and an agreement given: asked for. */
  const asked = async (id = 'E-1') => {
    await publish(itemEvent(id, { service: 'Audiology' }));
    await forget();
    await publish(agreementEvent('A-1'));
    await world.becomes(id, 'ContentAsked');
  };

  /** Given after the withdrawal. */
  const agreedAnew = (id: string) => {
    const { data, ...event } = agreementEvent(id, { reference: `ATS-${id}` });
    return { ...event, data: { ...data, details: { ...data.details, givenAt: '2026-11-10T14:00:00Z' } } };
  };

  it('is asked for when an agreement comes, given by publishing again, and released', async () => {
    await asked();
    expect(await world.receiptOf('E-1')).toMatchObject({
      state: 'withheld',
      content: { askedAt: expect.any(String) as string, reason: { code: 'CONTENT.ASKED' } },
    });
    await publish(itemEvent('E-1', { service: 'Audiology' }));
    await world.becomes('E-1', 'ItemReleased');
    expect(await world.stepsOf('E-1')).toEqual([
      'ItemWithheld',
      'ContentAsked',
      'ContentGiven',
      'ItemReleased',
    ]);
    const history = await world.historyOf('E-1');
    const released = history[3]?.data as ItemReleased;
    const [details] = await world.hub.vault.open([
      { sealed: released.content.sealed, context: itemIdOf(COMMUNITY_HEALTH, 'E-1') },
    ]);
    expect(details).toMatchObject({ details: { service: 'Audiology' } });
    expect(released.because).toHaveProperty('agreement');
    expect(released.source).toEqual((history[2]?.data as ContentGiven).source);
    expect(released.receivedAt).toBe((history[0]?.data as ItemReleased).receivedAt);
    expect(await world.receiptOf('E-1')).toMatchObject({
      state: 'stored',
      content: { givenAt: expect.any(String) as string, reason: { code: 'CONTENT.GIVEN' } },
      history: [{ state: 'withheld' }, { state: 'stored' }],
    });
  });

  it('is asked for without a word of who would see it, on what, or what it was about', async () => {
    await asked();
    const [, question] = await world.historyOf('E-1');
    const { cause, ...told } = question?.data as ContentAsked;
    expect(Object.keys(told).sort()).toEqual(['agency', 'askedAt', 'item', 'source', 'sourceEventId']);
    expect(question?.metadata.causationId).toBe(cause);
    const receipt = JSON.stringify((await world.receiptOf('E-1'))?.content);
    expect(receipt).not.toMatch(/AGREEMENT|agree|recipient|la:873/i);
  });

  it('is asked for once, however often something might bring the item up', async () => {
    await asked();
    await publish(agreementEvent('A-2', { reference: 'ATS-00002' }));
    await publish(withdrawalEvent('W-1'), agreementEvent('A-3', { reference: 'ATS-00003' }));
    await reconsidered();
    await intake.stop();
    intake = await world.start();
    await publish(agreementEvent('A-4', { reference: 'ATS-00004' }));
    await reconsidered();
    expect(await world.stepsOf('E-1')).toEqual(['ItemWithheld', 'ContentAsked']);
    expect(intake.status().reconsideration?.contentGone).toBeGreaterThan(0);
  });

  it('is not taken where it says something else than the first time, and is still waited for', async () => {
    await asked();
    await publish(itemEvent('E-1', { service: 'Orthoptics' }));
    expect(await world.receiptOf('E-1')).toMatchObject({
      state: 'withheld',
      reasons: expect.arrayContaining([
        expect.objectContaining({ code: 'CONFLICT.SAME_ID_OTHER_CONTENT' }),
      ]) as unknown,
      content: { reason: { code: 'CONTENT.ASKED' } },
    });
    await publish(itemEvent('E-1', { service: 'Audiology' }));
    await world.becomes('E-1', 'ItemReleased');
  });

  it('is nothing to anybody who was not asked: a repeat stays a repeat with the same receipt', async () => {
    await publish(itemEvent('E-1'));
    const before = await world.receiptOf('E-1');
    await publish(itemEvent('E-1'));
    await intake.stop();
    intake = await world.start();
    await publish(itemEvent('E-1'));
    expect(await world.stepsOf('E-1')).toEqual(['ItemWithheld']);
    expect(await world.receiptOf('E-1')).toEqual(before);
  });

  it('is given also to a process that never saw the item, and only once', async () => {
    await asked();
    await intake.stop();
    intake = await world.start();
    const again = itemEvent('E-1', { service: 'Audiology' });
    await publish(again, again);
    await world.becomes('E-1', 'ItemReleased');
    await publish(again);
    await reconsidered();
    expect(await world.stepsOf('E-1')).toEqual([
      'ItemWithheld',
      'ContentAsked',
      'ContentGiven',
      'ItemReleased',
    ]);
  });

  it('is asked for again when it was given and is gone again', async () => {
    await asked();
    await publish(withdrawalEvent('W-1'));
    await reconsidered();
    await publish(itemEvent('E-1', { service: 'Audiology' }));
    await world.becomes('E-1', 'ContentGiven');
    await reconsidered();
    await forget();
    await publish(agreedAnew('A-2'));
    await world.becomes('E-1', 'ContentAsked', 2);
    await publish(itemEvent('E-1', { service: 'Audiology' }));
    await world.becomes('E-1', 'ItemReleased');
    expect(await world.stepsOf('E-1')).toEqual([
      ...['ItemWithheld', 'ContentAsked', 'ContentGiven', 'ContentAsked', 'ContentGiven', 'ItemReleased'],
    ]);
  });

  it('is not kept where it is given after what asked for it has ended', async () => {
    await asked();
    await publish(withdrawalEvent('W-1'));
    await reconsidered();
    await publish(itemEvent('E-1', { service: 'Audiology' }));
    await world.becomes('E-1', 'ContentGiven');
    await reconsidered();
    expect(await world.stepsOf('E-1')).toEqual(['ItemWithheld', 'ContentAsked', 'ContentGiven']);
    expect(await world.receiptOf('E-1')).toMatchObject({
      state: 'withheld',
      content: { reason: { code: 'CONTENT.GIVEN' } },
    });
  });

  it('is asked for of an item that had ceased, when it may be shared anew', async () => {
    await publish(agreementEvent('A-1'), itemEvent('E-1', { service: 'Audiology' }));
    await publish(withdrawalEvent('W-1'));
    await world.becomes('E-1', 'ItemCeased');
    await forget();
    await publish(agreedAnew('A-2'));
    await world.becomes('E-1', 'ContentAsked');
    expect(await world.receiptOf('E-1')).toMatchObject({
      state: 'ceased',
      content: { reason: { code: 'CONTENT.ASKED' } },
    });
    await publish(itemEvent('E-1', { service: 'Audiology' }));
    await world.becomes('E-1', 'ItemReleased');
    expect(await world.receiptOf('E-1')).toMatchObject({ state: 'stored' });
  });

  const retraction = (id: string, of: string) => {
    const { data, ...event } = itemEvent(id);
    return { ...event, data: { ...data, details: {}, retracts: of } };
  };

  it('is neither asked for nor taken up once its sender has taken the item back', async () => {
    await publish(itemEvent('E-1'), itemEvent('E-2', { service: 'Audiology' }));
    await publish(retraction('R-1', 'E-1'));
    await forget();
    await publish(agreementEvent('A-1'));
    await world.becomes('E-2', 'ContentAsked');
    await publish(retraction('R-2', 'E-2'));
    await publish(itemEvent('E-2', { service: 'Audiology' }));
    await world.becomes('E-2', 'ContentGiven');
    await reconsidered();
    expect(await world.stepsOf('E-1')).toEqual(['ItemWithheld']);
    expect(await world.stepsOf('E-2')).toEqual(['ItemWithheld', 'ContentAsked', 'ContentGiven']);
  });

  it('is not asked for under a record that was erased', async () => {
    const same = { identifiers: { nhsNumber: '9990001235' }, names: [{ given: 'Example', family: 'Child' }] };
    const theirs = { source: HOSPITALS, subject: child('R-1', same) };
    await publish(itemEvent('E-1', { subject: child('C-1', same) }), itemEvent('H-1', theirs));
    await forget();
    await world.hub.vault.destroy(recordIdOf(COMMUNITY_HEALTH, 'C-1'));
    await publish(agreementEvent('A-1', theirs));
    await until(async () => (await world.stepsOf('H-1', HOSPITALS)).includes('ContentAsked'));
    await reconsidered();
    expect(await world.stepsOf('E-1')).toEqual(['ItemWithheld']);
  });

  it('holds up nobody where it comes for a record that was erased meanwhile', async () => {
    await asked();
    await world.hub.vault.destroy(recordIdOf(COMMUNITY_HEALTH, 'C-1'));
    await publish(itemEvent('E-1', { service: 'Audiology' }));
    await world.becomes('E-1', 'ContentGiven');
    const other = child('C-2');
    await publish(itemEvent('E-3', { subject: other }));
    await publish(agreementEvent('A-3', { subject: other, reference: 'ATS-00003' }));
    await world.becomes('E-3', 'ItemReleased');
    expect(await world.stepsOf('E-1')).toEqual(['ItemWithheld', 'ContentAsked', 'ContentGiven']);
  });

  it('is given also where the repeat had to wait parked for the hub to be mended', async () => {
    const record = recordIdOf(COMMUNITY_HEALTH, 'C-1');
    await asked();
    await intake.stop();
    await spoilKey(world.hub.pool, record, 'H');
    intake = await world.start();
    await publish(itemEvent('E-1', { service: 'Audiology' }));
    await until(() => intake.status().parked.events === 1);
    expect(await world.receiptOf('E-1')).toMatchObject({
      state: 'withheld',
      content: { reason: { code: 'CONTENT.ASKED' } },
    });
    await mendKey(world.hub.pool, record);
    await askRetry(world.hub.store, { id: randomUUID() as string as Uuid, actor: 'hub:operator' });
    await world.becomes('E-1', 'ItemReleased');
    expect(await world.stepsOf('E-1')).toEqual([
      'ItemWithheld',
      'ContentAsked',
      'ContentGiven',
      'ItemReleased',
    ]);
  });

  it('is asked for and taken once each by several processes that share the feed', async () => {
    const agencies = [COMMUNITY_HEALTH, HOSPITALS];
    const ids = Array.from({ length: 8 }, (_, at) => `E-${at}`);
    const items = agencies.flatMap((source) =>
      ids.map((id) => itemEvent(id, { source, subject: child(`${source}-1`) })),
    );
    await world.start();
    await publish(...items);
    await forget();
    await publish(
      ...agencies.map((source) => agreementEvent('A-1', { source, subject: child(`${source}-1`) })),
    );
    const steps = () => Promise.all(items.map(({ id, source }) => world.stepsOf(id, source as AgencyId)));
    const all = (type: string) =>
      until(async () => (await steps()).every((each) => each.includes(type)), { what: type });
    await all('ContentAsked');
    await publish(...items, ...items.toReversed());
    await all('ItemReleased');
    await publish(...items);
    await reconsidered();
    const once = ['ItemWithheld', 'ContentAsked', 'ContentGiven', 'ItemReleased'];
    expect(await steps()).toEqual(items.map(() => once));
  });

  it('is asked for of corrections and retractions too', async () => {
    const { data, ...event } = itemEvent('C-1');
    await publish(itemEvent('E-1'), { ...event, data: { ...data, corrects: 'E-1' } }, itemEvent('E-9'));
    await publish(retraction('R-9', 'E-9'));
    await forget();
    await publish(agreementEvent('A-1'));
    await world.becomes('C-1', 'ContentAsked');
    await world.becomes('R-9', 'ContentAsked');
    await until(() => intake.status().reconsideration?.contentAsked === 3);
  });
});
