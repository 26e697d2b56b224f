import { migrateGovernance, putPage } from '#governance';
import { itemIdOf } from '#platform';
import { until } from '../../../test/support/until.js';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  withdrawalEvent,
} from '../../intake/testing/events.js';
import { NOW } from '../../intake/testing/intake-harness.js';
import { tableOf } from '../testing/table-of.js';
import type { Visitor } from '../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

describe('The consent audit', () => {
  let world: WorkbenchWorld;
  let governance: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld({ reconsiders: true });
    governance = await world.signIn('Imran Cole', 'IG_AUDIT');
    const subject = child('N-1');
    await world.tell(itemEvent('E-N-1', { subject }));
    await world.tell(agreementEvent('A-N-1', { subject, reference: 'ATS-N-1' }));
    await released();
    await world.tell(itemEvent('E-N-2', { subject }));
  });
  afterAll(() => world.close());

  const released = async () => {
    await until(async () => (await governance.get('/ig/consent/changes')).html.includes('and released'));
    await world.level();
  };

  it('counts what stands on each agreement by team', async () => {
    const page = await governance.get('/ig/consent/standing');
    expect(tableOf(page, 'Items that stand on each agreement, by team, most first')).toEqual([
      expect.stringMatching(/^Agreement A-[0-9A-F]{6} for .+ Northshire Community Health .+ 2$/),
      expect.stringMatching(/ 2$/),
    ]);
  });

  it('names agreements that end within thirty days or are past their review', async () => {
    const soon = agreementEvent('A-N-3', { subject: child('N-3'), reference: 'ATS-N-3' });
    const late = agreementEvent('A-N-4', { subject: child('N-4'), reference: 'ATS-N-4' });
    const dated = (event: typeof soon, dates: object) => ({
      ...event,
      data: { ...event.data, details: { ...event.data.details, ...dates } },
    });
    await world.tell(
      dated(soon, { expiresAt: '2026-12-20' }),
      dated(late, { reviewAt: '2026-11-01', expiresAt: '2027-03-01' }),
    );
    const rows = tableOf(
      await governance.get('/ig/consent'),
      'Agreements that end within 30 days or are past their review date, most urgent first',
    );
    expect(rows).toEqual([
      expect.stringMatching(/ATS-N-1 Past review .* 9 September 2026$/),
      expect.stringMatching(/ATS-N-3 Ends soon .* 20 December 2026/),
      expect.stringMatching(/ATS-N-4 Past review .* 1 November 2026$/),
    ]);
  });

  it('counts refusals by reason, and lists what was released and what ceased', async () => {
    await world.tell(withdrawalEvent('V-N-1', { subject: child('N-1'), reference: 'ATS-N-1' }));
    await until(async () => (await governance.get('/ig/consent')).html.includes('2 ceased'));
    await world.level();
    const page = await governance.get('/ig/consent');
    const main = page.$('main').text();
    expect(main).toContain(
      '0 refused, 1 withdrawn. 0 decisions, on 0 items, stand on an override record now.',
    );
    expect(main).toContain(
      '1 released when an agreement, a link or an override came, 2 ceased when one ended.',
    );
    expect(tableOf(page, 'Decisions that refuse now, by their first reason').join()).toContain('AGREEMENT.');
  });

  it('says on its page and on the landing page whether the record agrees with the rules', async () => {
    expect((await governance.get('/ig')).$('main').text()).toContain(
      'has not looked at all shared items yet',
    );
    await migrateGovernance(world.pool);
    const item = itemIdOf(COMMUNITY_HEALTH, 'E-N-2');
    for (const seconds of [0, 120])
      await putPage(world.pool, {
        items: [item],
        withoutBasis: [item],
        at: new Date(NOW.getTime() + seconds * 1_000),
      });
    for (const path of ['/ig', '/ig/consent'])
      expect((await governance.get(path)).$('main').text()).toContain(
        '1 item counts as shared though no row holds. Nobody is shown them.',
      );
    const page = await governance.get('/ig/consent');
    const faulty = page.$('table').filter((_at, each) => page.$(each).text().includes('no row holds'));
    expect(faulty.find('a').attr('href')).toBe(`/ig/items/${item}`);
  });
});
