import type { SourceEvent, StatedSharing } from '#contracts';
import { itemIdOf } from '#platform';
import { until } from '../../../../test/support/until.js';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  withdrawalEvent,
} from '../../../intake/testing/events.js';
import { judging } from '../../../intake/testing/facts.js';
import type { Answer, Visitor } from '../../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../testing/workbench-world.js';

const TODAY = new Date('2026-11-25T10:00:00Z');
const ASK = {
  ...{ row: 'D3', recipients: 'urn:agency:la:873/mash', told: 'no', step: 'check' },
  ...{ 'review-day': '10', 'review-month': '12', 'review-year': '2026' },
  ...{ harmFeared: 'Injury feared', evidence: 'Bruises seen', whyNoAgreement: 'The mother said no' },
  ...{ alternatives: 'The nurse asked again', whyNotTold: 'Telling would endanger the child' },
};

describe('What the hub holds by reference alone', () => {
  let world: WorkbenchWorld;
  let analyst: Visitor;
  let manager: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld({ reconsiders: true });
    analyst = await world.signIn('Asha Rahman', 'SCREENING');
    manager = await world.signIn('Grace Okafor', 'S47');
  });
  beforeEach(() => world.at(TODAY));
  afterAll(() => world.close());

  const itemOf = (localId: string) => itemIdOf(COMMUNITY_HEALTH, `E-${localId}`);

  function harmOf(localId: string): SourceEvent {
    const sharing: StatedSharing = {
      ...{ purpose: 'SCREENING', authority: 'CA2004_S10', existenceMayBeTold: true },
      judgement: judging('SIGNIFICANT_HARM'),
    };
    const service = `Clinic of ${localId}`;
    return itemEvent(`E-${localId}`, { subject: child(localId), service, data: { sharing } });
  }

  /** A child whose family said no before an item of harm came. */
  async function refusedChild(localId: string): Promise<string> {
    const subject = child(localId);
    const reference = `ATS-${localId}`;
    await world.tell(agreementEvent(`A-${localId}`, { subject, reference }));
    await world.tell(withdrawalEvent(`W-${localId}`, { subject, reference }));
    await world.tell(harmOf(localId));
    const { rows } = await world.pool.query<{ own_family: string }>(
      `SELECT k.own_family FROM timeline.item_records r JOIN families.records k USING (record_id)
       WHERE r.item_id = $1`,
      [itemOf(localId)],
    );
    return `/families/${rows[0]?.own_family ?? ''}`;
  }

  /** Asked by the analyst and approved by the manager; gives the address of the request. */
  async function overridden(path: string, localId: string): Promise<string> {
    const item = itemOf(localId);
    const answers = { ...ASK, items: item, [`necessity-${item}`]: 'It shows the injury' };
    const check = await analyst.submit(await analyst.get(`${path}/overrides/new`), answers);
    const sent = await analyst.submit(check, { step: 'send' });
    const address = new URL(sent.url).pathname;
    await world.level();
    await manager.submit(await manager.get(address), {
      ...{ line: 'no', reason: 'Needed today', answer: 'authorise' },
      [`item-${item}`]: 'approve',
    });
    return address;
  }

  const says = (visitor: Visitor, address: string, text: string): Promise<Answer> =>
    until(
      async () => {
        const page = await visitor.get(address);
        return page.$('main').text().includes(text) && page;
      },
      { what: text },
    );

  it('opens to the team once its override is authorised, and is gone when that is withdrawn', async () => {
    const path = await refusedChild('H-1');
    expect((await analyst.get(`${path}/timeline`)).$('.hub-stubs li')).toHaveLength(1);
    const address = await overridden(path, 'H-1');
    await says(analyst, address, 'Approved. Open now.');
    expect((await analyst.get(`${path}/timeline`)).$('.hub-item').text()).toContain('Clinic of H-1');

    const page = await analyst.get(address);
    const unsaid = await analyst.submit(page, { withdrawal: '' });
    expect(unsaid.status).toBe(400);
    expect(unsaid.$('.govuk-error-summary').text()).toContain('Why it is withdrawn is not recorded.');
    const withdrawn = await analyst.submit(page, { withdrawal: 'The danger is over' });
    expect(withdrawn.$('.govuk-tag').first().text()).toBe('Withdrawn');
    expect(withdrawn.$('main').text()).toContain('The danger is over');
    expect(withdrawn.$('main form')).toHaveLength(0);
    expect((await analyst.get(`${path}/timeline`)).html).not.toContain('Clinic of H-1');
    await until(async () => {
      const types = (await world.engines.store.readStream(`item-${itemOf('H-1')}`)).map(({ type }) => type);
      return types.at(-1) === 'ItemCeased';
    });
    const stored = JSON.stringify((await world.engines.events('override-')).map(({ data }) => data));
    expect(stored).not.toContain('The danger is over');
  });

  it('may be withdrawn by who authorised it too, and by nobody else who reads it', async () => {
    const path = await refusedChild('H-2');
    const address = await overridden(path, 'H-2');
    const ended = await manager.submit(await manager.get(address), { withdrawal: 'Asked in error' });
    expect(ended.$('main').text()).toContain('Grace Okafor');
    const before = (await world.engines.events('override-')).length;
    const form = (who: Visitor) =>
      who.get('/overrides').then(({ $ }) => String($('input[name=_csrf]').attr('value')));
    const again = async (who: Visitor) =>
      who.post(
        `${address}/withdrawal`,
        new URLSearchParams({ _csrf: await form(who), withdrawal: 'Once more' }),
      );
    expect((await again(manager)).$('.govuk-tag').first().text()).toBe('Withdrawn');
    expect((await again(analyst)).status).toBe(404);
    expect((await world.engines.events('override-')).length).toBe(before);
  });

  it('is told to be gone from the feed, and is open once its agency sends it again', async () => {
    const path = await refusedChild('H-3');
    await world.engines.feed.prune(new Date(Date.now() + 60_000));
    const address = await overridden(path, 'H-3');
    await says(analyst, address, 'The agency’s feed no longer has it. The hub has asked the agency');
    expect((await analyst.get(`${path}/timeline`)).html).not.toContain('Clinic of H-3');
    await world.tell(harmOf('H-3'));
    await says(analyst, address, 'Approved. Open now.');
  });
});
