import { ownFamilyOf } from '#identity';
import { itemIdOf, recordIdOf, type AgencyId } from '#platform';
import type { Judgement, Subject } from '#contracts';
import type { Disclosed } from '#governance';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  withdrawalEvent,
} from '../../../intake/testing/events.js';
import type { Answer, Visitor } from '../../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../testing/workbench-world.js';

/** A Wednesday under the rules that know overrides. */
const TODAY = new Date('2026-11-25T10:00:00Z');
const MASH = 'urn:agency:la:873/mash';
const WORDS = {
  harmFeared: 'Injury feared by the nurse',
  evidence: 'Bruises seen on two days',
  whyNoAgreement: 'The mother said no',
  alternatives: 'The nurse asked again',
  whyNotTold: 'Telling would endanger the child',
};
const ASK = { ...WORDS, row: 'D3', recipients: MASH, told: 'no', 'review-day': '10', 'review-month': '12' };

const judged = (kind: Judgement['kind']): Judgement => ({
  ...{ kind, name: 'N. Urse', role: 'Named nurse', organisation: 'Northshire Community Health' },
  ...{ reason: 'Seen by her', madeAt: '2026-11-20T09:00:00Z', reviewBy: '2026-12-10T17:00:00Z' },
  limb: 'WOULD_PREJUDICE',
});

describe('Overriding a refusal', () => {
  let world: WorkbenchWorld;
  let analyst: Visitor;
  let manager: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    analyst = await world.signIn('Asha Rahman', 'SCREENING');
    manager = await world.signIn('Grace Okafor', 'S47');
  });
  beforeEach(() => world.at(TODAY));
  afterAll(() => world.close());

  /** A child whose family agreed, and withdrew after an item was shared on a judgement, or before it came. */
  async function refusedChild(
    localId: string,
    kind: Judgement['kind'],
    { late = false, more = {} }: { readonly late?: boolean; readonly more?: Partial<Subject> } = {},
  ): Promise<string> {
    const subject = child(localId, more);
    const reference = `ATS-${localId}`;
    await world.tell(agreementEvent(`A-${localId}`, { subject, reference }));
    const { data } = itemEvent('any');
    const sharing = {
      ...data.sharing,
      judgement: judged(kind),
      basisOffered: kind === 'IMMEDIATE_DANGER' ? 'D2' : 'D3',
    };
    const service = `Clinic of ${localId}`;
    const judgedItem = itemEvent(`E-${localId}`, { subject, service, data: { sharing } as never });
    const withdrawal = withdrawalEvent(`W-${localId}`, { subject, reference });
    for (const event of late ? [withdrawal, judgedItem] : [judgedItem, withdrawal]) await world.tell(event);
    const { rows } = await world.pool.query<{ family_id: string }>(
      `SELECT coalesce(p.family_id, k.own_family) AS family_id FROM timeline.item_records r
       JOIN families.records k USING (record_id) LEFT JOIN families.persons p USING (person_id)
       WHERE r.item_id = $1`,
      [itemOf(localId)],
    );
    return `/families/${rows[0]?.family_id ?? ''}`;
  }

  const itemOf = (localId: string) => itemIdOf(COMMUNITY_HEALTH, `E-${localId}`);
  const askFor = (localId: string, more: Readonly<Record<string, string>> = {}) => {
    const item = itemOf(localId);
    return {
      ...ASK,
      'review-year': '2026',
      items: item,
      [`necessity-${item}`]: 'It shows the injury',
      step: 'check',
      ...more,
    };
  };

  /** Form, check answers, send. */
  async function ask(path: string, answers: Readonly<Record<string, string>>): Promise<Answer> {
    const form = await analyst.get(`${path}/overrides/new`);
    const check = await analyst.submit(form, answers);
    expect(check.$('h1').text()).toBe('Check your answers');
    const sent = await analyst.submit(check, { step: 'send' });
    await world.level();
    return sent;
  }

  async function reply(address: string, answers: Readonly<Record<string, string>>): Promise<Answer> {
    const answered = await manager.submit(await manager.get(address), {
      line: 'no',
      reason: 'Needed today',
      ...answers,
    });
    await world.level();
    return answered;
  }

  it('puts nothing on record where a text is too long, and keeps all that was typed', async () => {
    const path = await refusedChild('O-long', 'SIGNIFICANT_HARM');
    const before = (await world.engines.events('override-')).length;
    const long = 'Seen on the stairs. '.repeat(130).trim();
    const form = await analyst.get(`${path}/overrides/new`);
    for (const field of ['harmFeared', `necessity-${itemOf('O-long')}`]) {
      const failed = await analyst.submit(form, askFor('O-long', { [field]: long, step: 'send' }));
      expect(await world.engines.events('override-')).toHaveLength(before);
      expect(failed.status).toBe(400);
      expect(failed.$('.govuk-error-summary').text()).toContain('2,000 characters or fewer');
      expect(failed.$(`textarea[name="${field}"]`).text().trim()).toBe(long);
    }
  });

  it('shows the item to the team once a second person has authorised it, and says so', async () => {
    const path = await refusedChild('O-1', 'SIGNIFICANT_HARM');
    const before = await analyst.get(`${path}/timeline`);
    expect(before.$('.hub-stubs li')).toHaveLength(1);
    expect(before.html).not.toContain('Clinic of O-1');

    const waiting = await ask(path, askFor('O-1'));
    expect(waiting.$('main').text()).toContain('Waiting for a second person.');
    expect((await analyst.get(`${path}/timeline`)).html).not.toContain('Clinic of O-1');

    const list = await manager.get('/overrides');
    const address = new URL(waiting.url).pathname;
    expect(list.$(`a[href="${address}"]`)).toHaveLength(1);
    const item = `item-${itemOf('O-1')}`;
    const answered = await reply(address, { [item]: 'approve', answer: 'authorise' });
    expect(answered.$('main').text()).toContain('Grace Okafor, qualified social work manager');
    const after = await analyst.get(`${path}/timeline`);
    expect(after.$('.hub-item').text()).toContain('Clinic of O-1');
    expect(after.$('.hub-tag-link').text()).toContain('Child protection, D3');
    const why = (await analyst.get(after.$('.hub-item__title a').attr('href') ?? '')).$('#why').text();
    expect(why).toMatch(/Override of a refusal\s+O-[0-9A-F]{6}/);

    world.at(new Date('2026-12-11T00:00:00Z'));
    expect((await analyst.get(`${path}/timeline`)).html).not.toContain('Clinic of O-1');
  });

  it('keeps what was typed where something is missing, and puts nothing on record', async () => {
    const path = await refusedChild('O-2', 'SIGNIFICANT_HARM');
    const form = await analyst.get(`${path}/overrides/new`);
    const failed = await analyst.submit(form, askFor('O-2', { evidence: '', 'review-year': '2027' }));
    expect(failed.status).toBe(400);
    expect(
      failed
        .$('.govuk-error-summary__list a')
        .map((_at, link) => failed.$(link).attr('href'))
        .get(),
    ).toEqual(['#evidence', '#review-day']);
    expect(failed.$('#harmFeared').text()).toBe(WORDS.harmFeared);
    expect(failed.$('#items').attr('checked')).toBe('checked');
    expect((await manager.get('/overrides')).$('main').text()).not.toContain('Waiting for your answer');
  });

  it('is asked for once by a form that is sent twice, and both are shown the one request', async () => {
    const path = await refusedChild('O-10', 'SIGNIFICANT_HARM');
    const check = await analyst.submit(await analyst.get(`${path}/overrides/new`), askFor('O-10'));
    const before = (await world.engines.events('override-')).length;
    const sent = [
      await analyst.submit(check, { step: 'send' }),
      await analyst.submit(check, { step: 'send' }),
    ];
    expect(sent[1]?.url).toBe(sent[0]?.url);
    expect(sent[1]?.$('main').text()).toContain('Waiting for a second person.');
    expect((await world.engines.events('override-')).length - before).toBe(1);
  });

  it('is answered once by a form that is sent twice, and both are shown the answer', async () => {
    const path = await refusedChild('O-12', 'SIGNIFICANT_HARM');
    const page = await manager.get(new URL((await ask(path, askFor('O-12'))).url).pathname);
    const answer = { [`item-${itemOf('O-12')}`]: 'approve', line: 'no', reason: 'Yes', answer: 'authorise' };
    const before = (await world.engines.events('override-')).length;
    const answers = [await manager.submit(page, answer), await manager.submit(page, answer)];
    for (const { $ } of answers) expect($('.govuk-tag').first().text()).toBe('Authorised');
    expect((await world.engines.events('override-')).length - before).toBe(1);
  });

  it('is never answered by who asked, nor by their own line, whatever is posted', async () => {
    const path = await refusedChild('O-3', 'SIGNIFICANT_HARM');
    const address = new URL((await ask(path, askFor('O-3'))).url).pathname;
    const own = await analyst.get(address);
    expect(own.$('main form')).toHaveLength(0);
    const token = String((await analyst.get('/overrides')).$('input[name=_csrf]').attr('value'));
    const forced = await analyst.post(address, new URLSearchParams({ _csrf: token, answer: 'authorise' }));
    expect(forced.status).toBe(404);
    const line = await reply(address, {
      [`item-${itemOf('O-3')}`]: 'approve',
      line: 'yes',
      answer: 'authorise',
    });
    expect(line.status).toBe(400);
    const declined = await reply(address, { reason: 'A call to the mother is safe', answer: 'refuse' });
    expect(declined.$('main').text()).toContain('Declined: A call to the mother is safe');
  });

  it('shows in danger first, owes the approval by the next working day, and shuts the way where it does not come', async () => {
    const path = await refusedChild('O-4', 'IMMEDIATE_DANGER');
    expect((await analyst.get(`${path}/timeline`)).$('.hub-item').text()).toContain('Clinic of O-4');
    await world.level();
    const owed = await manager.get('/overrides');
    expect(owed.$('main').text()).toContain('Approval of what was shown, Immediate danger');

    const waiting = await ask(path, askFor('O-4', { row: 'D2' }));
    expect(waiting.$('main').text()).toContain('Approval is due by the end of 26 November 2026');
    world.at(new Date('2026-11-27T00:00:00Z'));
    const late = await manager.get('/overrides');
    expect(late.$('main').text()).toContain('Approval overdue');
    expect((await analyst.get(`${path}/timeline`)).html).not.toContain('Clinic of O-4');
    const page = await manager.get(new URL(waiting.url).pathname);
    expect(page.$('main').text()).toContain('Approval overdue. Nothing more is shared on it.');
    expect(page.$('main').text()).toContain(
      'Ended with 26 November 2026. Immediate danger (D2) no longer holds',
    );
  });

  it('that is overdue is listed for who may open it, and not for all of the team that it is for', async () => {
    const path = await refusedChild('O-14', 'IMMEDIATE_DANGER');
    const recipients = 'urn:agency:other:NSEH/family-help';
    const waiting = await ask(path, askFor('O-14', { row: 'D2', recipients }));
    const address = new URL(waiting.url).pathname;
    world.at(new Date('2026-11-30T10:00:00Z'));
    const colleague = await world.signIn('Tom Birch', 'CASEWORK');
    expect((await colleague.get(address)).status).toBe(404);
    const list = await colleague.get('/overrides');
    expect(list.$(`a[href="${address}"]`)).toHaveLength(0);
    expect(list.$('main').text()).not.toContain('Approval overdue');
    for (const who of [analyst, manager])
      expect((await who.get('/overrides')).$(`a[href="${address}"]`).length).toBeGreaterThan(0);
  });

  it('leads to the family as the viewer knows it, where another agency’s hidden item gave the hub its name', async () => {
    const known = { identifiers: { nhsNumber: '9990001235' } };
    const hidden = { subject: child('O-9', known), existenceMayBeTold: false };
    await world.tell(itemEvent('E-hidden', { ...hidden, source: 'urn:agency:ods:RZZ' as AgencyId }));
    const path = await refusedChild('O-9', 'IMMEDIATE_DANGER', { more: known });
    expect((await analyst.get(`${path}/timeline`)).status).toBe(404);
    const own = `/families/${ownFamilyOf(recordIdOf(COMMUNITY_HEALTH, 'O-9'))}`;
    await analyst.get(`${own}/timeline`);
    await world.level();
    const links = (await analyst.get('/overrides')).$('main li a');
    const hrefs = links.map((at) => links.eq(at).attr('href')).get();
    expect(hrefs).toContain(`${own}/overrides/new`);
    expect(hrefs).not.toContain(`${path}/overrides/new`);
  });

  it('goes on being shown where the approval came in time', async () => {
    const path = await refusedChild('O-5', 'IMMEDIATE_DANGER');
    await analyst.get(`${path}/timeline`);
    const waiting = await ask(path, askFor('O-5', { row: 'D2' }));
    await reply(new URL(waiting.url).pathname, { [`item-${itemOf('O-5')}`]: 'approve', answer: 'authorise' });
    world.at(new Date('2026-11-27T00:00:00Z'));
    expect((await analyst.get(`${path}/timeline`)).$('.hub-item').text()).toContain('Clinic of O-5');
  });

  it('records a decision not to share with the same record and a second person', async () => {
    const path = await refusedChild('O-6', 'IMMEDIATE_DANGER');
    const form = await analyst.get(`${path}/overrides/new?kind=NOT_SHARING`);
    expect(form.$('h1').text()).toBe('Decide not to share');
    const check = await analyst.submit(form, askFor('O-6'));
    const sent = await analyst.submit(check, { step: 'send' });
    const answered = await reply(new URL(sent.url).pathname, {
      [`item-${itemOf('O-6')}`]: 'approve',
      answer: 'authorise',
    });
    expect(answered.$('h1').text()).toBe('Decision not to share');
    expect(answered.$('.govuk-tag').first().text()).toBe('Authorised');
  });

  it('says that an approved item is being read again while the hub holds it by reference alone', async () => {
    const path = await refusedChild('O-8', 'SIGNIFICANT_HARM', { late: true });
    const address = new URL((await ask(path, askFor('O-8'))).url).pathname;
    const answered = await reply(address, { [`item-${itemOf('O-8')}`]: 'approve', answer: 'authorise' });
    expect(answered.$('main').text()).toContain('Being read again from the agency’s feed.');
  });

  it('takes up no item that the viewer may not know of, and leaves no word in the clear', async () => {
    const path = await refusedChild('O-7', 'SIGNIFICANT_HARM');
    const unknown = itemOf('O-1');
    const form = await analyst.get(`${path}/overrides/new`);
    const answers = { ...askFor('O-7'), items: unknown, [`necessity-${unknown}`]: 'x' };
    const failed = await analyst.submit(form, answers);
    expect(failed.$('.govuk-error-summary').text()).toContain('Select at least one item.');
    const stored = JSON.stringify((await world.engines.events('override-')).map(({ data }) => data));
    for (const word of [...Object.values(WORDS), 'It shows the injury', 'Asha', 'Grace'])
      expect(stored).not.toContain(word);
    expect(stored).toContain('"row":"D3"');
  });

  it('is put on record as a look before it is shown', async () => {
    const looks = (await world.engines.events('disclosure-')).map(({ data }) => data as Disclosed);
    expect(looks.filter(({ page }) => page === 'OVERRIDE').length).toBeGreaterThan(5);
  });

  it('is on the record of everybody in the family of whom it tells', async () => {
    const path = await refusedChild('O-11', 'SIGNIFICANT_HARM');
    const address = new URL((await ask(path, askFor('O-11'))).url).pathname;
    for (const who of [analyst, manager]) {
      await who.get(address);
      const look = (await world.engines.events('disclosure-')).at(-1)?.data as Disclosed;
      expect(look).toMatchObject({ page: 'OVERRIDE', records: [recordIdOf(COMMUNITY_HEALTH, 'O-11')] });
    }
  });
});
