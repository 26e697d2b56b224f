import { agreementIdOf } from '#platform';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  withdrawalEvent,
} from '../../../intake/testing/events.js';
import type { Visitor } from '../../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../testing/workbench-world.js';

describe('The preview of a withdrawal, as information governance sees it', () => {
  let world: WorkbenchWorld;
  let governance: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    governance = await world.signIn('Imran Cole', 'IG_AUDIT');
  });
  afterAll(() => world.close());

  const subject = child('W-1');
  const path = `/ig/agreements/${agreementIdOf(COMMUNITY_HEALTH, 'ATS-W-1')}`;

  it('names each item and recipient that would lose sight of it, without content, and changes nothing', async () => {
    await world.tell(agreementEvent('A-W-1', { subject, reference: 'ATS-W-1' }));
    await world.tell(itemEvent('E-W-1', { subject, service: 'Marker Audiology' }));
    const agreement = await governance.get(path);
    const link = agreement.$('a:contains("What a withdrawal would change")').attr('href');
    expect(link).toBe(`${path}/withdrawal`);
    const page = await governance.get(`${path}/withdrawal`);
    const rows = page
      .$('tbody tr')
      .toArray()
      .map((row) => page.$(row).text().replaceAll(/\s+/g, ' '));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatch(/Was not brought.*\(D[56]\).*Hidden/);
    expect(page.html).not.toMatch(/Marker Audiology|Child-W-1/);
    expect((await governance.get(`${path}/withdrawal`)).$('tbody tr')).toHaveLength(rows.length);
  });

  it('has nothing to show once the agreement is withdrawn', async () => {
    await world.tell(withdrawalEvent('W-W-1', { subject, reference: 'ATS-W-1' }));
    const page = await governance.get(`${path}/withdrawal`);
    expect(page.$('tbody tr')).toHaveLength(0);
    expect(page.$('main').text()).not.toContain('Hidden');
  });

  it('is there for no agreement that is not held', async () => {
    const nobody = '0b7c1d52-0000-4000-8000-000000000001';
    expect((await governance.get(`/ig/agreements/${nobody}/withdrawal`)).status).toBe(404);
    expect((await governance.get('/ig/agreements/nonsense/withdrawal')).status).toBe(404);
  });
});
