import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';
import type { Visitor } from '../testing/visitor.js';

describe('A form that cannot be read', () => {
  let world: WorkbenchWorld;
  let analyst: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    analyst = await world.signIn('Asha Rahman', 'SCREENING');
  });
  afterAll(() => world.close());

  const unread = async (body: URLSearchParams): Promise<number> => {
    const { status, $ } = await analyst.post('/search', body);
    expect($('h1').text()).toBe('This form could not be read');
    expect($('main').text()).toContain('Nothing was saved');
    return status;
  };

  it('because a whole report was pasted into it says so, and not that the service has a problem', async () => {
    expect(await unread(new URLSearchParams({ given: 'x'.repeat(70_000) }))).toBe(413);
  });

  it('because it has more fields than any form says so too', async () => {
    const many = Array.from({ length: 1_500 }, (_unused, at): [string, string] => [`f${at}`, '']);
    expect(await unread(new URLSearchParams(many))).toBe(413);
  });

  it('because nobody who may send it is signed in is not read at all, however long it is', async () => {
    const long = new URLSearchParams({ proposed: 'x'.repeat(700_000) });
    const operator = await world.signIn('Robin Hale');
    for (const path of ['/search', '/ig/rulesets', '/partner/try']) {
      const { hops } = await world.visitor().post(path, long);
      expect(hops[0]?.headers.get('location')).toBe('/sign-in');
    }
    const file = new FormData();
    file.append('file', new File(['x'.repeat(3_000_000)], 'rules.json'));
    const sent = await fetch(new URL('/ig/rulesets', world.baseUrl), {
      ...{ method: 'POST', body: file, redirect: 'manual' },
    });
    expect(sent.headers.get('location')).toBe('/sign-in');
    const page = await operator.get('/help');
    const form = page.$('form[action="/sign-out"]').attr('action', '/ig/rulesets').attr('id', 'sent');
    expect(form).toHaveLength(1);
    const asked = await operator.upload(page, { file: new File(['x'.repeat(3_000_000)], 'r.json') }, '#sent');
    expect(asked.status).toBe(403);
  });
});

describe('The address of a search', () => {
  let world: WorkbenchWorld;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
  });
  afterAll(() => world.close());

  it.each(['constructor', '__proto__', 'toString'])(
    'that ends with %s is that of no search, also where there was one before',
    async (word) => {
      const analyst = await world.signIn('Asha Rahman', 'SCREENING');
      const names = { given: 'Example', family: 'Child' };
      await analyst.submit(await analyst.get('/search'), names);
      const answer = await analyst.get(`/search/results/${word}`);
      expect([answer.status, new URL(answer.url).pathname]).toEqual([200, '/search']);
    },
  );
});
