import type { JudgementKind, SourceEvent, StatedSharing } from '#contracts';
import type { ItemCeased, ItemDecidedAgain, ItemReleased, ItemWithheld } from '#journey';
import { itemIdOf } from '#platform';
import { isPermitted, type Decision, type OverrideFellShort } from '#sharing';
import { until } from '../../../test/support/until.js';
import { startCounty, type CountyUnderTest } from '../testing/county.js';
import { agreementEvent, COMMUNITY_HEALTH, itemEvent, withdrawalEvent } from '../testing/events.js';
import { judging } from '../testing/facts.js';
import { MASH, overriding, type Overriding } from '../testing/overriding.js';

/** Behind the clock of those who authorise, as that of another process may be. */
const NOW = new Date('2026-11-25T10:30:00Z');

describe('An override of a refusal', () => {
  let county: CountyUnderTest;
  let override: Overriding;
  let now: Date;

  beforeEach(async () => {
    now = NOW;
    county = await startCounty();
    override = overriding(county.hub.store, 'one');
  });
  afterEach(() => county.close());

  const start = () => county.start({ clock: () => now }, 25);
  /** What it changes is decided again too, so that it is the override that decides what follows. */
  const publish = async (...events: readonly SourceEvent[]) => {
    await county.hub.publish(...events);
    await county.hub.settled();
    await county.reconsidered();
  };
  const historyOf = (id: string) => county.hub.store.readStream(`item-${itemIdOf(COMMUNITY_HEALTH, id)}`);
  const typesOf = async (id: string) => (await historyOf(id)).map(({ type }) => type);
  const becomes = (id: string, type: string) =>
    until(async () => (await historyOf(id)).findLast((event) => event.type === type), { what: type });
  const who = (decisions: readonly Decision[]) =>
    decisions.filter(isPermitted).map(({ recipient }) => recipient);
  const item = (id: string) => itemIdOf(COMMUNITY_HEALTH, id);

  /** As a nurse judged it, though the family has withdrawn its agreement. */
  const judged = (id: string, kind: JudgementKind) => {
    const sharing: StatedSharing = {
      ...{ purpose: 'SCREENING', authority: 'CA2004_S10', existenceMayBeTold: true },
      judgement: judging(kind),
    };
    return itemEvent(id, { service: `Clinic of ${id}`, data: { sharing } });
  };
  const harm = (id: string) => judged(id, 'SIGNIFICANT_HARM');
  const refused = () => publish(agreementEvent('A-1'), withdrawalEvent('W-1'));

  it('brings up what it names, for the team that it names, and lets it cease when it is withdrawn', async () => {
    await start();
    await refused();
    await publish(harm('E-1'), harm('E-2'));
    const [first] = await historyOf('E-1');
    expect((first?.data as ItemWithheld).decisions.flatMap(({ reasons }) => reasons)).toContain(
      'OVERRIDE.MISSING',
    );
    await override.ask(item('E-1'));
    await county.reconsidered();
    expect(await typesOf('E-1')).toEqual(['ItemWithheld']);

    await override.authorise();
    const released = (await becomes('E-1', 'ItemReleased')).data as ItemReleased;
    expect(who(released.decisions)).toEqual([MASH]);
    expect(released.because).toHaveProperty('override');
    const [details] = await county.hub.vault.open([
      { sealed: released.content.sealed, context: item('E-1') },
    ]);
    expect(details).toMatchObject({ details: { service: 'Clinic of E-1' } });

    await override.withdraw();
    const ceased = (await becomes('E-1', 'ItemCeased')).data as ItemCeased;
    expect(ceased.because).toEqual(released.because);
    await county.reconsidered();
    expect(await typesOf('E-1')).toEqual(['ItemWithheld', 'ItemReleased', 'ItemCeased']);
    expect(await typesOf('E-2')).toEqual(['ItemWithheld']);
  });

  it('leaves what its second person declined', async () => {
    await start();
    await refused();
    await publish(harm('E-1'), harm('E-2'));
    await override.ask(item('E-1'), item('E-2'));
    await override.authorise(item('E-1'));
    await becomes('E-2', 'ItemReleased');
    await county.reconsidered();
    expect(await typesOf('E-1')).toEqual(['ItemWithheld']);
    expect((await county.hub.events('override-')).map(({ type }) => type)).toEqual([
      'OverrideAsked',
      'OverrideAuthorised',
    ]);
  });

  it('asks the agency for no content that it opens to nobody', async () => {
    await start();
    await refused();
    await publish(harm('E-1'), harm('E-2'));
    await override.ask(item('E-1'), item('E-2'));
    await county.hub.feed.prune(new Date(Date.now() + 60_000));
    await override.authorise(item('E-1'));
    await becomes('E-2', 'ContentAsked');
    await override.withdraw();
    await county.reconsidered();
    expect(await typesOf('E-1')).toEqual(['ItemWithheld']);
    const [short, ...more] = (await county.hub.events('override-')).filter(
      ({ type }) => type === 'OverrideFellShort',
    );
    expect((short?.data as OverrideFellShort).items).toEqual([{ item: item('E-2'), why: 'CONTENT_GONE' }]);
    expect(more).toEqual([]);
  });

  it('opens nothing any more once its review date is over', async () => {
    await start();
    await refused();
    await publish(harm('E-1'));
    const short = overriding(county.hub.store, 'short', { reviewBy: '2026-11-30' });
    await short.ask(item('E-1'));
    await short.authorise();
    await becomes('E-1', 'ItemReleased');
    now = new Date('2026-12-01T00:00:00Z');
    const ceased = (await becomes('E-1', 'ItemCeased')).data as ItemCeased;
    expect(ceased.because).toEqual({ clock: 'LAPSED' });
    expect(ceased.decisions.flatMap(({ reasons }) => reasons)).toContain('OVERRIDE.LAPSED');
  });

  it('goes on by another that names the same item where one of them is withdrawn', async () => {
    await start();
    await refused();
    await publish(harm('E-1'));
    const second = overriding(county.hub.store, 'another');
    for (const each of [override, second]) {
      await each.ask(item('E-1'));
      await each.authorise();
    }
    await becomes('E-1', 'ItemReleased');
    await override.withdraw();
    const left = (await becomes('E-1', 'ItemDecidedAgain')).data as ItemDecidedAgain;
    expect(who(left.decisions)).toEqual([MASH]);
    await second.withdraw();
    await becomes('E-1', 'ItemCeased');
  });

  it('is named as what a shared item stands on, and no longer once it is withdrawn', async () => {
    await start();
    await refused();
    await publish(judged('E-1', 'IMMEDIATE_DANGER'));
    expect(await typesOf('E-1')).toEqual(['ItemShared']);
    const approval = overriding(county.hub.store, 'approval', { row: 'D2' });
    await approval.ask(item('E-1'));
    await approval.authorise();
    const approved = (await becomes('E-1', 'ItemDecidedAgain')).data as ItemDecidedAgain;
    const standing = approved.decisions.filter(isPermitted).flatMap(({ overrides = [] }) => overrides);
    expect(standing).toEqual([approved.because.override]);
    await approval.withdraw();
    await until(async () => (await typesOf('E-1')).length === 3, { what: 'the withdrawal' });
    const { decisions } = (await becomes('E-1', 'ItemDecidedAgain')).data as ItemDecidedAgain;
    expect(who(decisions)).toEqual(who(approved.decisions));
    expect(decisions.flatMap(({ overrides = [] }) => overrides)).toEqual([]);
  });
});
