import { readingViews } from '#read-store';
import { VIEWS } from '#runtime';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

/** As the next release would read them. */
const NEXT = VIEWS.map(({ name, version }) => ({ name, version: version + 1 }));

describe('A page whose view is of the release before', () => {
  let world: WorkbenchWorld;
  beforeAll(async () => {
    world = await openWorkbenchWorld({ readThrough: (pool) => readingViews(pool, NEXT) });
  });
  afterAll(() => world.close());

  it('is not shown: whoever asks reads that it is being prepared, and keeps the rest of the service', async () => {
    const analyst = await world.signIn('Asha Rahman', 'SCREENING');
    const form = await analyst.get('/search');
    expect(form.status).toBe(200);
    const found = await analyst.submit(form, { given: 'Example', family: 'Testcase' });
    expect([found.status, found.$('h1').text()]).toEqual([503, 'This page is being prepared']);
    expect(found.$('main').text()).toContain('Try again in a few minutes');
    expect((await analyst.get('/help')).status).toBe(200);
  });
});
