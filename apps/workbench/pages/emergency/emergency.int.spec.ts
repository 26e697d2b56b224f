import { itemIdOf } from '#platform';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from '../../../intake/testing/events.js';
import { itemShared, someContent } from '../../../../libs/journey/testing/builders.js';
import type { Answer, Visitor } from '../../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../testing/workbench-world.js';

const TODAY = new Date('2026-11-25T10:00:00Z');
const FORM = {
  ...{ danger: 'A threat to kill', need: 'Where the child is', phone: '01632 960111', understood: 'yes' },
  ...{
    judgeName: 'P. Sergeant',
    judgeRole: 'Duty sergeant',
    judgeOrganisation: 'Police',
    limb: 'CANNOT_OBTAIN',
  },
};

describe('Opening in an emergency', () => {
  let world: WorkbenchWorld;
  let analyst: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
  });
  beforeEach(async () => {
    world.at(TODAY);
    analyst = await world.signIn('Asha Rahman', 'SCREENING');
  });
  afterAll(() => world.close());

  /** A family with one item that all may see; with a class, one of that class besides, whose content the hub holds. */
  async function family(
    localId: string,
    restricted?: 'SENSITIVE_SERVICE' | 'MAPPA' | 'MARAC',
  ): Promise<string> {
    const subject = child(localId);
    await world.tell(agreementEvent(`A-${localId}`, { subject, reference: `ATS-${localId}` }));
    await world.tell(itemEvent(`E-${localId}`, { subject, service: 'Audiology' }));
    const { rows } = await world.pool.query<{ family_id: string; record_id: string }>(
      `SELECT p.family_id, k.record_id FROM timeline.item_records r JOIN families.records k USING (record_id)
       JOIN families.persons p USING (person_id) WHERE r.item_id = $1 AND r.on_record`,
      [itemIdOf(COMMUNITY_HEALTH, `E-${localId}`)],
    );
    const { family_id: id = '', record_id: record = '' } = rows[0] ?? {};
    if (restricted) await addRestricted(localId, record, restricted);
    return id;
  }

  async function addRestricted(
    localId: string,
    record: string,
    restricted: 'SENSITIVE_SERVICE' | 'MAPPA' | 'MARAC',
  ) {
    const { vault, store } = world.engines;
    const item = itemIdOf(COMMUNITY_HEALTH, `R-${localId}`);
    const { details } = itemEvent('any').data;
    const value = { details: { ...details, service: `Refuge of ${localId}` } };
    const key = { record: record as never, recordClass: 'R' } as const;
    const [sealed] = await vault.seal([{ ...key, context: item, value }]);
    const base = someContent();
    const people = [
      { ...base.facts.people[0], record: record as never, bornIn: '2017-05' },
    ] as typeof base.facts.people;
    const sharing = { ...base.facts.sharing, authority: 'CA2004_S10', existenceMayBeTold: false };
    const facts = { ...base.facts, sensitivity: 'R', restricted: [restricted], people, sharing } as const;
    const content = someContent({ facts, sealedClass: 'R', ...(sealed && { sealed }) });
    const { type, data } = itemShared(`R-${localId}`, { content, decisions: [] });
    const event = { id: item as never, type, data, metadata: { schemaVersion: 1 } };
    expect((await store.append(`item-${item}`, 'no-stream', [event])).ok).toBe(true);
    await world.level();
  }

  const open = async (id: string, more: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    const opened = await analyst.submit(await analyst.get(`/break-glass/${id}`), { ...FORM, ...more });
    await world.level();
    return opened;
  };
  /** Where the newest is reviewed. */
  const lastOpened = async (): Promise<string> => {
    const stored = await world.engines.events('glass-');
    const { data } = stored.findLast(({ type }) => type === 'GlassBroken') ?? {};
    return `/emergency/${(data as { glass: string }).glass}`;
  };
  const bare = (page: Answer, id: string) =>
    page.html.replaceAll(id, 'ID').replaceAll(/F-[2-9A-Z]+|Child-G-\d+|value="[^"]*"|items\/[-0-9a-f]+/g, '');

  it('is not opened on half of a text: one that is too long goes back to who typed it, and nothing is on record', async () => {
    const id = await family('B-long');
    const before = (await world.engines.events('glass-')).length;
    const danger = 'A threat to kill, made again today. '.repeat(70).trim();
    const failed = await open(id, { danger });
    expect([failed.status, failed.$('h1').text()]).toEqual([400, 'This text is too long']);
    expect(failed.$('textarea').text().trim()).toBe(danger);
    expect(await world.engines.events('glass-')).toHaveLength(before);
  });

  it('opens a restricted class for this viewer, this family and an hour, and leaves no trace for anybody else', async () => {
    const id = await family('G-1', 'MARAC');
    const other = await world.signIn('Grace Okafor', 'S47');
    const before = await other.get(`/families/${id}/timeline`);
    expect((await analyst.get(`/families/${id}/timeline`)).html).not.toContain('Refuge of G-1');
    const opened = await open(id);
    expect(opened.$('.moj-alert').text()).toContain('Emergency view until 11:00am.');
    expect(opened.$('.hub-item').text()).toContain('Refuge of G-1');
    const during = await other.get(`/families/${id}/timeline`);
    expect(bare(during, id)).toBe(bare(before, id));
    expect((await analyst.get(`/families/${id}/people`)).$('.moj-alert').text()).toContain('Emergency view');
    world.at(new Date('2026-11-25T11:00:00Z'));
    const after = await analyst.get(`/families/${id}/timeline`);
    expect(after.html).not.toMatch(/Refuge of G-1|Emergency view until/);
  });

  it('never opens MAPPA', async () => {
    const opened = await open(await family('G-2', 'MAPPA'));
    expect(opened.html).not.toContain('Refuge of G-2');
    expect(opened.$('.moj-alert').text()).toContain('Emergency view until');
  });

  it('answers a family without anything restricted in the same words, on every page of it', async () => {
    const [none, some] = [await family('G-3'), await family('G-4', 'MAPPA')];
    const pagesOf = async (id: string) => [
      bare(await analyst.get(`/break-glass/${id}`), id),
      bare(await open(id, { danger: '' }), id),
      bare(await open(id), id),
    ];
    expect(await pagesOf(some)).toEqual(await pagesOf(none));
  });

  it('keeps what was typed where something is missing, and opens nothing', async () => {
    const id = await family('G-5', 'MARAC');
    const failed = await open(id, { judgeRole: '', phone: 'soon' });
    expect(failed.status).toBe(400);
    expect(failed.$('#danger').text()).toBe(FORM.danger);
    const links = failed.$('.govuk-error-summary__list a').map((_at, link) => failed.$(link).attr('href'));
    expect(links.get()).toEqual(['#judgeName', '#phone']);
    expect((await analyst.get(`/families/${id}/timeline`)).html).not.toContain('Refuge of G-5');
  });

  it('alerts the custodian of the owning agency and the manager, each of whom has it listed until reviewed', async () => {
    const id = await family('G-6', 'SENSITIVE_SERVICE');
    await open(id);
    const custodian = await world.signIn('Nadia Frost');
    const manager = await world.signIn('Grace Okafor', 'S47');
    for (const reviewer of [custodian, manager]) {
      const list = await reviewer.get('/emergency');
      const page = await reviewer.get(list.$('tbody tr').last().find('a').attr('href') ?? '');
      expect(page.$('main').text()).toContain('A threat to kill');
      expect((await reviewer.submit(page, { verdict: 'JUSTIFIED' })).status).toBe(400);
      const done = await reviewer.submit(page, { verdict: 'JUSTIFIED', reason: 'The threat was real' });
      expect(done.$('.govuk-tag').text()).toBe('Justified');
      expect(done.$('main form')).toHaveLength(0);
      await world.level();
    }
  });

  it('is opened once by a form that is sent twice, one after the other or at once, and shows what was opened first', async () => {
    const id = await family('G-9', 'SENSITIVE_SERVICE');
    const form = await analyst.get(`/break-glass/${id}`);
    const before = (await world.engines.events('glass-')).length;
    const held = world.gate.hold();
    const first = analyst.submit(form, FORM);
    await held.reached;
    world.at(new Date(TODAY.getTime() + 60_000));
    const second = await analyst.submit(form, FORM);
    held.release();
    world.at(new Date(TODAY.getTime() + 120_000));
    const answers = [second, await first, await analyst.submit(form, FORM)];
    for (const { $ } of answers) expect($('.moj-alert').text()).toContain('Emergency view until 11:01am.');
    expect((await world.engines.events('glass-')).length - before).toBe(1);
    // Shown anew, or gone back to and changed, it is another form.
    const fresh = await analyst.get(`/break-glass/${id}`);
    for (const [page, answers] of [
      [fresh, FORM],
      [form, { ...FORM, danger: 'Another threat' }],
    ] as const)
      expect((await analyst.submit(page, answers)).$('.moj-alert').text()).toContain('until 11:02am.');
    expect((await world.engines.events('glass-')).length - before).toBe(3);
  });

  it('opens nothing for a form that was never shown', async () => {
    const id = await family('G-10', 'SENSITIVE_SERVICE');
    const form = await analyst.get(`/break-glass/${id}`);
    const before = (await world.engines.events('glass-')).length;
    form.$('input[name=formId]').remove();
    expect((await analyst.submit(form, FORM)).status).toBe(403);
    expect((await world.engines.events('glass-')).length).toBe(before);
  });

  it('is reviewed also where another reviewer opens it in that very moment', async () => {
    await open(await family('G-8', 'SENSITIVE_SERVICE'));
    const [custodian, manager] = [
      await world.signIn('Nadia Frost'),
      await world.signIn('Grace Okafor', 'S47'),
    ];
    const path = await lastOpened();
    const page = await custodian.get(path);
    const held = world.gate.hold();
    const reviewing = custodian.submit(page, { verdict: 'JUSTIFIED', reason: 'The threat was real' });
    await held.reached;
    expect((await manager.get(path)).status).toBe(200);
    held.release();
    const done = await reviewing;
    expect([done.status, done.$('.govuk-tag').text()]).toEqual([200, 'Justified']);
    await world.level();
  });

  it('is reviewed once by a form that is sent twice, and both are shown the review', async () => {
    await open(await family('G-11', 'SENSITIVE_SERVICE'));
    const custodian = await world.signIn('Nadia Frost');
    const page = await custodian.get(await lastOpened());
    const review = { verdict: 'JUSTIFIED', reason: 'The threat was real' };
    const reviews = async () =>
      (await world.engines.events('glass-')).filter(({ type }) => type === 'GlassReviewed').length;
    const before = await reviews();
    for (const { status, $ } of [await custodian.submit(page, review), await custodian.submit(page, review)])
      expect([status, $('.govuk-tag').text()]).toEqual([200, 'Justified']);
    // Gone back to and changed, it is another answer, and that there is one already is told.
    for (const changed of [{ reason: 'There was no threat' }, { verdict: 'NOT_JUSTIFIED' }]) {
      const refused = await custodian.submit(page, { ...review, ...changed });
      expect([refused.status, refused.$('.govuk-error-summary__list').text().trim()]).toEqual([
        400,
        'This is reviewed already.',
      ]);
    }
    expect((await reviews()) - before).toBe(1);
    await world.level();
  });

  it('that never was is reviewed by nobody, and no key is made for what was sent', async () => {
    const custodian = await world.signIn('Nadia Frost');
    const keys = async () => (await world.pool.query('SELECT FROM vault.keys')).rowCount;
    const before = await keys();
    const token = String((await custodian.get('/emergency')).$('input[name=_csrf]').first().attr('value'));
    const sent = new URLSearchParams({ _csrf: token, verdict: 'JUSTIFIED', reason: 'It was needed' });
    const answer = await custodian.post('/emergency/6f1f4f0e-6a37-4d0c-9a3e-3f6c1f6f5b11', sent);
    expect(answer.status).toBe(404);
    expect(await keys()).toBe(before);
  });

  it('is no matter of a custodian where none of their records is restricted', async () => {
    const id = await family('G-7');
    await open(id);
    const stored = await world.engines.events('glass-');
    const { data } = stored.findLast(({ type }) => type === 'GlassBroken') ?? {};
    const { glass } = data as { glass: string };
    const custodian = await world.signIn('Nadia Frost');
    expect((await custodian.get(`/emergency/${glass}`)).status).toBe(404);
    expect(JSON.stringify(stored.map((each) => each.data))).not.toMatch(/threat|Sergeant|Asha|960111/);
  });
});
