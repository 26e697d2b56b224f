import { itemIdOf } from '#platform';
import type { Judgement, SourceEvent } from '#contracts';
import type { Disclosed, ReviewAnswered } from '#governance';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  withdrawalEvent,
} from '../../../intake/testing/events.js';
import type { Answer, Visitor } from '../../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../testing/workbench-world.js';

const TODAY = new Date('2026-11-25T10:00:00Z');
const MASH = 'urn:agency:la:873/mash';

const judged = (kind: Judgement['kind']): Judgement => ({
  ...{ kind, name: 'N. Urse', role: 'Named nurse', organisation: 'Northshire Community Health' },
  ...{ reason: 'Seen by her', madeAt: '2026-11-20T09:00:00Z', reviewBy: '2026-12-10T17:00:00Z' },
  limb: 'WOULD_PREJUDICE',
});

describe('What the rules leave to a person', () => {
  let world: WorkbenchWorld;
  let analyst: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld({ decidedAt: TODAY });
    world.at(TODAY);
    analyst = await world.signIn('Asha Rahman', 'SCREENING');
  });
  beforeEach(() => world.at(TODAY));
  afterAll(() => world.close());

  const itemOf = (localId: string) => itemIdOf(COMMUNITY_HEALTH, `E-${localId}`);
  const judgedItem = (localId: string, kind: Judgement['kind'], told = true): SourceEvent => {
    const { sharing } = itemEvent('any').data;
    const basisOffered = kind === 'SIGNIFICANT_HARM' ? ('D3' as const) : ('D4' as const);
    const data = { sharing: { ...sharing, basisOffered, judgement: judged(kind), existenceMayBeTold: told } };
    return itemEvent(`E-${localId}`, { subject: child(localId), service: `Clinic of ${localId}`, data });
  };

  /** The family withdrew before the item came that somebody judged to be needed. */
  async function refused(localId: string, told = true): Promise<void> {
    const about = { subject: child(localId), reference: `ATS-${localId}` };
    await world.tell(agreementEvent(`A-${localId}`, about), withdrawalEvent(`W-${localId}`, about));
    await world.tell(judgedItem(localId, 'SIGNIFICANT_HARM', told));
  }

  const links = ({ $ }: Answer) =>
    $('tbody th a')
      .map((_at, link) => $(link).attr('href'))
      .get();
  /** The review that this makes, which the list did not have before. */
  async function reviewAfter(happening: () => Promise<void>): Promise<string> {
    const before = links(await analyst.get('/reviews'));
    await happening();
    return links(await analyst.get('/reviews')).find((href) => !before.includes(href)) ?? '';
  }
  async function answer(path: string, answers: Readonly<Record<string, string>>): Promise<Answer> {
    const answered = await analyst.submit(await analyst.get(path), answers);
    await world.level();
    return answered;
  }

  it('is nothing at first, and nothing where the family has not been asked yet', async () => {
    const empty = await analyst.get('/reviews');
    expect(empty.$('main').text()).toContain('No review is open.');
    await world.tell(itemEvent('E-V-0', { subject: child('V-0') }));
    expect((await analyst.get('/reviews')).$('tbody tr')).toHaveLength(0);
  });

  it('says what is asked about a refusal, on which row and until when, and names nobody', async () => {
    const path = await reviewAfter(() => refused('V-1'));
    const list = await analyst.get('/reviews');
    expect(list.$('tbody tr').text()).toMatch(/Refused, and no complete override/);
    const page = await analyst.get(path);
    expect(page.$('main').text()).toContain('Item 1, held by Northshire Community Health');
    expect(page.$('main').text()).toContain('Row D9: no agreement in force.');
    expect(page.$('main').text()).toMatch(/An answer is due by the end of \d+ \w+ 2026\./);
    expect(list.html + page.html).not.toMatch(/Clinic of|Child-V-1/);
  });

  it('is answered with a name, a role and a reason, whose words are sealed', async () => {
    const path = await reviewAfter(() => refused('V-2'));
    const failed = await answer(path, { reason: '' });
    expect(failed.status).toBe(400);
    const summary = failed.$('.govuk-error-summary').text();
    expect(summary).toMatch(/Select what you decide\.\s*Enter why\./);
    const done = await answer(path, { answer: 'SHARE', reason: 'The injury must be seen' });
    expect(done.$('main').text()).toContain('Asha Rahman, Multi-agency safeguarding analyst');
    expect(done.$('main').text()).toContain('The injury must be seen');
    expect(done.$('main form')).toHaveLength(0);
    const stored = await world.engines.events('review-');
    expect(stored.map(({ data }) => (data as ReviewAnswered).answer)).toEqual(['SHARE']);
    expect(JSON.stringify(stored.map(({ data }) => data))).not.toMatch(/Asha|injury/);
  });

  it('tells whoever is overtaken by a colleague that it is answered, and what they say', async () => {
    const path = await reviewAfter(() => refused('V-2b'));
    const colleague = await world.signIn('Grace Okafor', 'SCREENING');
    const forms = [await analyst.get(path), await colleague.get(path)] as const;
    const held = world.gate.hold();
    const slower = analyst.submit(forms[0], { answer: 'NOT_SHARE', reason: 'It can wait' });
    await held.reached;
    await colleague.submit(forms[1], { answer: 'SHARE', reason: 'The injury must be seen' });
    held.release();
    const told = await slower;
    expect(told.status).toBe(400);
    expect(told.$('.govuk-error-summary').text()).toContain('Somebody answered this already');
    expect(told.$('main').text()).toContain('The injury must be seen');
    await world.level();
  });

  it('leads on from a yes against a refusal to the override, and owes it until somebody asks', async () => {
    const path = await reviewAfter(() => refused('V-3'));
    const done = await answer(path, { answer: 'SHARE', reason: 'Needed' });
    const rowOf = (list: Answer) => list.$(`tbody tr:has(a[href="${path}"])`).text();
    expect(rowOf(await analyst.get('/reviews'))).toContain('Record owed');
    const form = await analyst.get(done.$('main ul a').attr('href') ?? '');
    expect(form.$(`input[name=items][value="${itemOf('V-3')}"]`).is('[checked]')).toBe(true);
    expect(form.$(`input[name=recipients][value="${MASH}"]`).is('[checked]')).toBe(true);
    const check = await analyst.submit(form, {
      ...{ step: 'check', row: 'D3', items: itemOf('V-3'), recipients: MASH },
      ...{ [`necessity-${itemOf('V-3')}`]: 'It shows it', told: 'yes', harmFeared: 'Injury' },
      ...{ evidence: 'Bruises', whyNoAgreement: 'Refused', alternatives: 'Asked again' },
      ...{ 'review-day': '10', 'review-month': '12', 'review-year': '2026' },
    });
    await analyst.submit(check, { step: 'send' });
    await world.level();
    expect(rowOf(await analyst.get('/reviews'))).toBe('');
  });

  it('has a duty confirmed by the agency that holds the item, and shares nothing before', async () => {
    const path = await reviewAfter(() => world.tell(judgedItem('V-4', 'RELEVANT_AND_MAY_HELP')));
    const page = await analyst.get(path);
    expect(page.$('main').text()).toContain('Row D4: duty to share.');
    const done = await answer(path, { answer: 'SHARE', reason: 'It helps' });
    expect(done.$('main').text()).toContain('Tell Northshire Community Health: Health visiting');
    expect(links(await analyst.get('/reviews'))).not.toContain(path);
    const timeline = await analyst.get(done.$('main a[href^="/families"]').attr('href') ?? '');
    expect(timeline.html).not.toContain('Clinic of V-4');
  });

  it('leads on from a no to a duty to the record of not sharing', async () => {
    const path = await reviewAfter(() => world.tell(judgedItem('V-5', 'RELEVANT_AND_MAY_HELP')));
    const done = await answer(path, { answer: 'NOT_SHARE', reason: 'It would do harm' });
    const form = await analyst.get(done.$('main ul a').attr('href') ?? '');
    expect(form.$('h1').text()).toBe('Decide not to share');
    expect(form.$(`input[name=items][value="${itemOf('V-5')}"]`).is('[checked]')).toBe(true);
  });

  it('is open again after 28 days where the item still asks', async () => {
    const path = await reviewAfter(() => refused('V-6'));
    await answer(path, { answer: 'ASK_AGAIN', reason: 'Not the father yet' });
    world.at(new Date('2026-12-23T09:59:00Z'));
    expect(links(await analyst.get('/reviews'))).not.toContain(path);
    world.at(new Date('2026-12-23T10:00:00Z'));
    const list = await analyst.get('/reviews');
    expect(list.$(`tbody tr:has(a[href="${path}"])`).text()).toContain('Overdue');
  });

  it('is none for who may not know of the item, in the list or at any address', async () => {
    const path = await reviewAfter(() => refused('V-7', false));
    expect(path).toBe('');
    const { rows } = await world.pool.query<{ own_family: string }>(
      `SELECT k.own_family FROM timeline.item_records r JOIN families.records k USING (record_id) WHERE r.item_id = $1`,
      [itemOf('V-7')],
    );
    expect((await analyst.get(`/reviews/${rows[0]?.own_family ?? ''}/mash`)).status).toBe(404);
  });

  it('is for the teams of one organisation alone', async () => {
    const path = await reviewAfter(() => refused('V-8'));
    const helper = await world.signIn('Tom Birch', 'CASEWORK');
    expect(links(await helper.get('/reviews'))).not.toContain(path);
    expect((await helper.get(path)).status).toBe(404);
    expect((await analyst.get(path.replace(/mash$/, 'family-help'))).status).toBe(404);
  });

  it('is listed for governance by reference and team, without a way into the family', async () => {
    const governance = await world.signIn('Imran Cole', 'IG_AUDIT');
    const list = await governance.get('/ig/reviews?team=urn%3Aagency%3Ala%3A873%2Fmash&state=OPEN');
    expect(list.$('tbody tr').length).toBeGreaterThan(1);
    expect(list.$('tbody a')).toHaveLength(0);
    expect(list.html).not.toMatch(/Clinic of|Child-V|families\//);
    const answered = await governance.get('/ig/reviews?state=ANSWERED');
    expect(answered.$('tbody').text()).toContain('Ask the family for a new answer');
    expect((await governance.get('/reviews')).status).toBe(403);
  });

  it('is nothing to whoever is related to the family, on either list', async () => {
    const about = { subject: child('V-9'), reference: 'ATS-V-9' };
    await world.tell(agreementEvent('A-V-9', about), itemEvent('E-V-9-first', about));
    await world.tell(withdrawalEvent('W-V-9', about));
    const path = await reviewAfter(() => world.tell(judgedItem('V-9', 'SIGNIFICANT_HARM')));
    const reference = (await analyst.get('/reviews')).$(`a[href="${path}"]`).contents().first().text();
    const family = path.split('/')[2] ?? '';
    for (const [name, purpose, list, form] of [
      ['Grace Okafor', 'S47', '/reviews', `/families/${family}/connection`],
      ['Imran Cole', 'IG_AUDIT', '/ig/reviews?page=1', '/ig/connections/new'],
    ] as const) {
      const relative = await world.signIn(name, purpose);
      expect((await relative.get(list)).$('tbody').text()).toContain(reference);
      await relative.submit(await relative.get(form), { reference, kind: 'RELATIVE', reason: 'My niece' });
      await world.level();
      const after = await relative.get(list);
      expect([after.status, after.html]).toEqual([200, expect.not.stringContaining(reference)]);
    }
  });

  it('is put on record as a look before it is shown', async () => {
    const looks = (await world.engines.events('disclosure-')).map(({ data }) => data as Disclosed);
    expect(looks.filter(({ page }) => page === 'REVIEW').length).toBeGreaterThan(5);
  });
});
