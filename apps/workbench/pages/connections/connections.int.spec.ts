import { itemIdOf } from '#platform';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  example,
  itemEvent,
} from '../../../intake/testing/events.js';
import type { Answer, Visitor } from '../../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../testing/workbench-world.js';

const TODAY = new Date('2026-11-25T10:00:00Z');
const UNKNOWN = '6f1f4f0e-6a37-4d0c-9a3e-3f6c1f6f5b11';
const FORM = { kind: 'RELATIVE', reason: 'My nephew' };

describe('A declared personal connection', () => {
  let world: WorkbenchWorld;
  let analyst: Visitor;
  let manager: Visitor;
  let governance: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
  });
  let tests = 0;
  beforeEach(async () => {
    // A later minute for each, so that lists by time have one order.
    world.at(new Date(TODAY.getTime() + (tests += 1) * 60_000));
    analyst = await world.signIn('Asha Rahman', 'SCREENING');
    manager = await world.signIn('Grace Okafor', 'SCREENING');
    governance = await world.signIn('Imran Cole', 'IG_AUDIT');
  });
  afterAll(() => world.close());

  /** A family with one item that all may see. */
  async function family(localId: string): Promise<string> {
    const subject = child(localId);
    await world.tell(agreementEvent(`A-${localId}`, { subject, reference: `ATS-${localId}` }));
    await world.tell(itemEvent(`E-${localId}`, { subject, service: `Audiology of ${localId}` }));
    const { rows } = await world.pool.query<{ family_id: string }>(
      `SELECT p.family_id FROM timeline.item_records r JOIN families.records k USING (record_id)
       JOIN families.persons p USING (person_id) WHERE r.item_id = $1`,
      [itemOf(localId)],
    );
    return rows[0]?.family_id ?? '';
  }
  const itemOf = (localId: string) => itemIdOf(COMMUNITY_HEALTH, `E-${localId}`);

  async function declare(who: Visitor, id: string, more: Readonly<Record<string, string>> = {}) {
    const form = await who.get(`/families/${id}/connection`);
    const answer = await who.submit(form, { ...FORM, ...more });
    await world.level();
    return answer;
  }

  const referenceOf = async (id: string): Promise<string> => {
    const page = await manager.get(`/families/${id}/timeline`);
    return /F-[2-9A-Z]+/.exec(page.$('.hub-identity').text())?.[0] ?? '';
  };

  const bare = ({ status, html }: Answer, id: string) =>
    `${status} ${html.replaceAll(id, 'ID').replaceAll(/value="[^"]*"|nonce="[^"]*"/g, '')}`;
  const search = async (who: Visitor, localId: string) =>
    who.submit(await who.get('/search'), {
      given: 'Example',
      family: `Child-${localId}`,
      'birth-day': '4',
      'birth-month': '5',
      'birth-year': '2017',
    });

  it('shows a relative on every page what an unknown family shows, from the moment that it is sent', async () => {
    const id = await family('C-1');
    const item = itemOf('C-1');
    const pages = ['timeline', 'people', `items/${item}`, 'overrides/new', 'connection'];
    const paths = [...pages.map((page) => `/families/ID/${page}`), '/break-glass/ID'];
    for (const path of paths) expect((await analyst.get(path.replace('ID', id))).status).toBe(200);
    expect((await search(analyst, 'C-1')).html).toContain('Child-C-1</');
    const declared = await declare(analyst, id);
    expect(declared.$('main').text()).toContain('You are related to somebody in the family');
    expect(declared.html).not.toMatch(/F-[2-9A-Z]{5}/);
    for (const path of paths) {
      const own = await analyst.get(path.replace('ID', id));
      const unknown = await analyst.get(path.replace('ID', UNKNOWN));
      expect(own.status).toBe(404);
      expect(bare(own, id)).toBe(bare(unknown, UNKNOWN));
    }
    const found = await search(analyst, 'C-1');
    expect(found.$('a[href^="/families/"]')).toHaveLength(0);
    // Everybody else sees the family as before, also after signing in again.
    expect((await manager.get(`/families/${id}/timeline`)).html).toContain('Audiology of C-1');
    const again = await world.signIn('Asha Rahman', 'SCREENING');
    expect((await again.get(`/families/${id}/timeline`)).status).toBe(404);
  });

  it("shuts the family's reference and what was asked or opened of it before", async () => {
    const id = await family('C-2');
    const name = await referenceOf(id);
    const opened = await analyst.submit(await analyst.get(`/break-glass/${id}`), EMERGENCY);
    expect(opened.html).toContain('Emergency view until');
    const asked = await askToOverride(analyst, id, itemOf('C-2'));
    expect(asked.status).toBe(200);
    await world.level();
    const address = new URL(asked.url).pathname;
    expect((await manager.get('/overrides')).html).toContain(name);
    const list = await manager.get('/emergency');
    const glass = list.$(`a:contains("${name}")`).attr('href') ?? '';
    expect(glass).toMatch(/^\/emergency\//);
    await declare(analyst, id);
    await declare(manager, id);
    expect((await analyst.get(`/families/${id}/timeline`)).status).toBe(404);
    for (const [who, path] of [
      [analyst, address],
      [manager, address],
      [manager, glass],
    ] as const)
      expect((await who.get(path)).status).toBe(404);
    for (const [who, path] of [
      [analyst, '/overrides'],
      [manager, '/overrides'],
      [manager, '/emergency'],
    ] as const)
      expect((await who.get(path)).html).not.toContain(name);
    const token = String((await manager.get('/emergency')).$('input[name=_csrf]').attr('value'));
    const review = new URLSearchParams({ _csrf: token, verdict: 'JUSTIFIED', reason: 'x' });
    expect((await manager.post(glass, review)).status).toBe(404);
    const typed = await analyst.submit(await analyst.get('/search'), { identifier: name });
    expect(typed.url).toContain('/search/results/');
    expect(typed.$('a[href^="/families/"]')).toHaveLength(0);
  });

  it('is confirmed and ended by a second person alone, and the family comes back', async () => {
    const id = await family('C-3');
    await declare(analyst, id);
    const list = await governance.get('/ig/connections');
    const row = list.$('tbody tr').first();
    expect(row.text()).toMatch(/F-[2-9A-Z]{5}[\s\S]*staff-4e1c7a52[\s\S]*Not yet/);
    expect(list.html).not.toMatch(/Asha|nephew/);
    const address = row.find('a').attr('href') ?? '';
    expect((await analyst.get(address)).status).toBe(403);
    const page = await governance.get(address);
    expect(page.$('main').text()).toContain('My nephew');
    const confirmed = await governance.submit(page, { answer: 'confirm' });
    expect(confirmed.$('.govuk-tag').text()).toBe('Confirmed');
    const twice = await governance.submit(page, { answer: 'confirm' });
    expect([twice.status, twice.$('.govuk-tag').text()]).toEqual([200, 'Confirmed']);
    expect((await governance.submit(confirmed, { answer: 'end' })).status).toBe(400);
    expect((await analyst.get(`/families/${id}/timeline`)).status).toBe(404);
    const ended = await governance.submit(confirmed, { answer: 'end', reason: 'Another of this name' });
    expect(ended.$('.govuk-tag').text()).toBe('Ended');
    const late = await governance.submit(page, { answer: 'confirm' });
    expect(late.$('.govuk-error-summary a').text()).toMatch(/^Somebody ended this already\./);
    await world.level();
    expect((await analyst.get(`/families/${id}/timeline`)).html).toContain('Audiology of C-3');
    expect((await governance.get('/ig/connections')).$('main').text()).toContain('staff-73f5e0c1');
  });

  it('is recorded by a manager or governance for another member of staff, who cannot end it', async () => {
    const [one, two] = [await family('C-4'), await family('C-5')];
    await declare(manager, one, { staff: 'staff-4e1c7a52' });
    const reference = await referenceOf(two);
    const form = await governance.get('/ig/connections/new');
    const missing = await governance.submit(form, { ...FORM, reference: 'F-NONE2', staff: 'Asha Rahman' });
    expect(missing.status).toBe(400);
    expect(missing.$('.govuk-error-summary__list a')).toHaveLength(2);
    await governance.submit(form, { ...FORM, reference, staff: 'staff-4e1c7a52' });
    await world.level();
    for (const id of [one, two]) expect((await analyst.get(`/families/${id}/timeline`)).status).toBe(404);
    expect((await manager.get(`/families/${one}/timeline`)).status).toBe(200);
    const address = (await governance.get('/ig/connections')).$('tbody tr a').first().attr('href') ?? '';
    expect((await governance.get(address)).status).toBe(200);
    expect((await world.signIn('Asha Rahman', 'SCREENING').then((who) => who.get(address))).status).toBe(403);
  });

  /** In danger a school tells where the child goes now, and the item is marked as leading to a safe address. */
  async function fled(localId: string): Promise<void> {
    const event = example('school.transition-planned.v1');
    const address = { line1: '12 Hidden Lane', town: 'Northbridge', postcode: 'ZZ99 9ZZ' };
    const { judgement } = example('school.dsl-concern.v2').data.sharing;
    const times = { madeAt: '2026-11-20T15:00:00Z', reviewBy: '2026-12-10T15:00:00Z' };
    const danger = judgement && { ...judgement, ...times, kind: 'IMMEDIATE_DANGER' as const };
    const sharing = { authority: 'CA1989_S47', task: 'CA2004_S11', existenceMayBeTold: false } as const;
    await world.tell({
      ...{ ...event, id: `R-${localId}`, subject: localId },
      data: {
        ...event.data,
        ...{ subjects: [child(localId, { address })], relationships: [], restricted: ['SAFE_ADDRESS'] },
        sharing: { purpose: 'SCREENING', ...sharing, ...(danger && { judgement: danger }) },
      },
    });
  }

  it('to a suspect takes away what leads to a safe address, on the page and in what can be searched for', async () => {
    await fled('C-9');
    const search = async (typed: Readonly<Record<string, string>>) =>
      analyst.submit(await analyst.get('/search'), { given: 'Example', family: 'Child-C-9', ...typed });
    const found = await search({ postcode: 'ZZ99 9ZZ' });
    const timeline = found.$('a[href^="/families/"]').first().attr('href') ?? '';
    const item = (await analyst.get(timeline)).$('.hub-item__title a').attr('href') ?? '';
    const before = await analyst.get(item);
    expect(before.$('main').text()).toMatch(/From school[\s\S]*To school[\s\S]*Planned for/);
    await declare(analyst, /families\/([0-9a-f-]+)/.exec(timeline)?.[1] ?? '', { kind: 'LINKED_TO_SUSPECT' });
    const after = await analyst.get(item);
    expect(after.$('main').text()).toContain('Planned for');
    expect(after.$('main').text()).not.toMatch(/From school|To school/);
    expect((await search({ postcode: 'ZZ99 9ZZ' })).$('a[href^="/families/"]')).toHaveLength(0);
    const byBirth = { 'birth-day': '4', 'birth-month': '5', 'birth-year': '2017' };
    expect((await search(byBirth)).$('a[href^="/families/"]').length).toBeGreaterThan(0);
    expect((await manager.get(item)).$('main').text()).toMatch(/From school[\s\S]*To school/);
  });

  it('is worded to whoever declares it of themselves, and of nobody where it may be about another', async () => {
    const id = await family('C-10');
    const choices = ({ $ }: Answer) => $('label[for^=kind]').text().replace(/\s+/g, ' ');
    expect(choices(await analyst.get(`/families/${id}/connection`))).toMatch(
      /You are in the family.*You know/,
    );
    const about = [
      await manager.get(`/families/${id}/connection`),
      await governance.get('/ig/connections/new'),
    ];
    for (const page of about) expect(choices(page)).toMatch(/^(?!.*You ).*In the family.*Related to/);
    await declare(manager, id, { staff: 'staff-4e1c7a52' });
    const own = (await manager.get('/connections')).$('tbody tr').first();
    expect(own.text()).toMatch(/Related to somebody in the family\s+staff-4e1c7a52/);
  });

  it('is declared once by a form that is sent twice, though after the first the family is no longer seen', async () => {
    const id = await family('C-11');
    const form = await analyst.get(`/families/${id}/connection`);
    const before = (await world.engines.events('connection-')).length;
    const answers = [await analyst.submit(form, FORM), await analyst.submit(form, FORM)];
    for (const { status, url } of answers)
      expect([status, new URL(url).pathname]).toEqual([200, '/connections']);
    expect((await world.engines.events('connection-')).length - before).toBe(1);
    await world.level();
  });

  it('of another kind bars nothing and reminds on each page', async () => {
    const id = await family('C-6');
    await declare(analyst, id, { kind: 'OTHER', reason: 'A neighbour' });
    const page = await analyst.get(`/families/${id}/timeline`);
    expect(page.$('.hub-item').text()).toContain('Audiology of C-6');
    expect(page.$('.moj-alert').text()).toContain('personal connection');
    expect((await manager.get(`/families/${id}/timeline`)).$('.moj-alert')).toHaveLength(0);
  });

  it('keeps what was typed where something is missing, and leaves no word in the clear', async () => {
    const id = await family('C-7');
    const failed = await declare(analyst, id, { kind: '', reason: 'My own words' });
    expect(failed.status).toBe(400);
    expect(failed.$('#reason').text()).toBe('My own words');
    expect((await analyst.get(`/families/${id}/timeline`)).status).toBe(200);
    await declare(analyst, id, { reason: 'My own words' });
    const stored = JSON.stringify((await world.engines.events('connection-')).map(({ data }) => data));
    expect(stored).not.toMatch(/own words|nephew|Asha|Grace/);
  });

  it('bars governance from the record of their own family as well, its download included', async () => {
    const id = await family('C-8');
    const reference = await referenceOf(id);
    const { $ } = await governance.get(`/ig/people/families/${id}`);
    const person = $('a[href^="/ig/people/"]').first().attr('href') ?? '';
    const paths = [`/ig/people/families/${id}`, person, `${person}/record.csv`, `/ig/items/${itemOf('C-8')}`];
    for (const path of paths) expect((await governance.get(path)).status).toBe(200);
    const form = await governance.get('/ig/connections/new');
    await governance.submit(form, { ...FORM, reference });
    for (const path of paths) expect((await governance.get(path)).status).toBe(404);
    const seek = async (sought: string) =>
      governance.submit(await governance.get('/ig/people'), { reference: sought });
    const [own, unknown] = [await seek(reference), await seek('F-22222')];
    expect(own.url).toBe(unknown.url);
    expect(bare(own, reference)).toBe(bare(unknown, 'F-22222'));
    const record = async (sought: string) =>
      governance.submit(await governance.get('/ig/connections/new'), { ...FORM, reference: sought });
    const [recorded, none] = [await record(reference), await record('F-22222')];
    expect(bare(recorded, reference)).toBe(bare(none, 'F-22222'));
  });

  it('recorded of a lead of governance by somebody else is told to them, so that nobody is blinded unawares', async () => {
    const id = await family('C-9');
    await declare(manager, id, { staff: 'staff-73f5e0c1' });
    expect((await governance.get(`/ig/people/families/${id}`)).status).toBe(404);
    const page = await governance.get('/ig/connections');
    const own = page.$('table').filter((_at, each) => page.$(each).text().includes('recorded of you'));
    expect(own.find('tbody tr').first().text()).toMatch(/You are related to .*You/s);
    expect(own.text()).toMatch(/by staff-\w+, Decision manager/);
    expect(page.html).not.toContain(await referenceOf(id));
  });
});

const EMERGENCY = {
  ...{ danger: 'A threat to kill', need: 'Where the child is', phone: '01632 960111', understood: 'yes' },
  ...{
    judgeName: 'P. Sergeant',
    judgeRole: 'Duty sergeant',
    judgeOrganisation: 'Police',
    limb: 'CANNOT_OBTAIN',
  },
};

/** A decision not to share, which may name what is shown. */
async function askToOverride(who: Visitor, family: string, item: string): Promise<Answer> {
  const form = await who.get(`/families/${family}/overrides/new?kind=NOT_SHARING`);
  return who.submit(form, {
    ...{
      items: item,
      [`necessity-${item}`]: 'It would frighten them off',
      recipients: 'urn:agency:la:873/mash',
    },
    ...{ harmFeared: 'They flee', evidence: 'They said so', whyNoAgreement: 'Unsafe', alternatives: 'None' },
    ...{ whyNotTold: 'Unsafe', told: 'no', 'review-day': '10', 'review-month': '12', 'review-year': '2026' },
    step: 'send',
  });
}
