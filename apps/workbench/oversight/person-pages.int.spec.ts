import { createAgreementAudit, type Disclosed } from '#governance';
import { agreementIdOf, recordIdOf } from '#platform';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  withdrawalEvent,
} from '../../intake/testing/events.js';
import { tableOf } from '../testing/table-of.js';
import type { Answer, Visitor } from '../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

const DANGER = {
  kind: 'IMMEDIATE_DANGER',
  name: 'Example Nurse',
  role: 'Named nurse',
  organisation: 'Community Health',
  reason: 'Seen with fresh injuries',
  madeAt: '2026-11-22T09:00:00Z',
  reviewBy: '2026-12-10T09:00:00Z',
} as const;

describe('What information governance reads of one person', () => {
  let world: WorkbenchWorld;
  let governance: Visitor;
  let person: string;
  beforeAll(async () => {
    world = await openWorkbenchWorld({ reconsiders: true });
    governance = await world.signIn('Imran Cole', 'IG_AUDIT');
    const subject = child('P-1');
    await world.tell(agreementEvent('A-P-1', { subject, reference: 'ATS-P-1' }));
    for (let at = 1; at <= 10; at += 1) await world.tell(itemEvent(`E-P-1-${at}`, { subject }));
    await world.tell(
      itemEvent('E-P-1-sealed', { subject, data: { restricted: ['SEALED_LIST'], sensitivity: 'R' } }),
    );
    // Shared in danger although restricted: there is a family with a reference, and only the custodian's.
    const sharing = {
      purpose: 'SCREENING',
      authority: 'CA1989_S47',
      existenceMayBeTold: false,
      judgement: DANGER,
    } as const;
    await world.tell(
      itemEvent('E-P-2', { subject: child('P-2'), data: { restricted: ['SAFE_ADDRESS'], sharing } }),
    );
    person = await pageOf('P-1');
  });
  afterAll(() => world.close());

  async function rowOf(localId: string) {
    const { rows } = await world.pool.query<{ person_id: string; reference: string }>(
      `SELECT coalesce(k.person_id, r.record_id) AS person_id, f.reference FROM timeline.items i JOIN timeline.item_records r USING (item_id)
         LEFT JOIN families.records k USING (record_id) LEFT JOIN families.persons p USING (person_id)
         LEFT JOIN families.families f USING (family_id)
       WHERE i.source_event_id = $1`,
      [`E-${localId}`],
    );
    const [row] = rows;
    if (!row) throw new Error(`Nobody is ${localId}`);
    return row;
  }
  const pageOf = async (localId: string) => `/ig/people/${(await rowOf(`${localId}-1`)).person_id}`;
  const find = async (reference: string) =>
    governance.submit(await governance.get('/ig/people'), { reference });

  const quotedOn = (page: Answer) => page.$('#quoted').text().trim().replace(/\s+/g, ' ');

  it('knows an answer by the person who gave it, as far as a record of theirs is linked', async () => {
    const parent = child('P-3-parent', { role: 'mother', dateOfBirth: '1990-02-01' });
    await world.tell(itemEvent('E-P-3', { subject: parent }));
    const given = agreementEvent('A-P-3', { subject: child('P-3'), reference: 'ATS-P-3' });
    const details = { ...given.data.details, givenBy: { name: 'x', localId: 'P-3-parent' } };
    const subjects = [...given.data.subjects, { ...parent, onRecord: false }];
    await world.tell({ ...given, data: { ...given.data, details, subjects } });
    const audit = createAgreementAudit(world.pool);
    const found = await audit.find(agreementIdOf(COMMUNITY_HEALTH, 'ATS-P-3'));
    expect(found?.facts.by).toBe((await rowOf('P-3')).person_id);
    expect(found?.facts.by).not.toBe(recordIdOf(COMMUNITY_HEALTH, 'P-3-parent'));
  });

  it('is found by the family’s reference, without a name', async () => {
    const { reference } = await rowOf('P-1-1');
    const family = await find(reference);
    expect(new URL(family.url).pathname).toMatch(/^\/ig\/people\/families\//);
    expect(family.$('main li').text()).toMatch(/Person P-[0-9A-F]{6}, child/);
    expect(family.html).not.toContain('Child-P-1');
  });

  it('is found by the reference that a viewer quotes, who may call the family after another of its records', async () => {
    const one = child('P-4', { identifiers: { nhsNumber: '9990001235' } });
    const sharing = { purpose: 'SCREENING', authority: 'CA1989_S47', judgement: DANGER } as const;
    const data = { sharing: { ...sharing, existenceMayBeTold: true } };
    await world.tell(itemEvent('E-P-4', { subject: one, data }));
    await world.tell(itemEvent('E-P-4-again', { subject: { ...one, localId: 'P-4-again' }, data }));
    const { rows } = await world.pool.query<{ quoted: string; reference: string }>(
      `SELECT k.own_reference AS quoted, f.reference FROM families.records k JOIN families.persons p USING (person_id)
         JOIN families.families f USING (family_id) WHERE k.record_id = $1`,
      [recordIdOf(COMMUNITY_HEALTH, 'P-4-again')],
    );
    const [{ quoted, reference } = { quoted: '', reference: '' }] = rows;
    expect(quoted).not.toBe(reference);
    const [whole, byRecord] = [await find(reference), await find(quoted)];
    expect(new URL(byRecord.url).pathname).toMatch(/^\/ig\/people\/families\//);
    expect(new URL(byRecord.url).pathname).toBe(new URL(whole.url).pathname);
    expect(quotedOn(byRecord)).toBe(
      `You looked for ${quoted}. It is this family, which the hub calls ${reference}. ` +
        'A viewer’s reference is that of the first record that they see of it.',
    );
    expect(quotedOn(whole)).toBe('');
    expect(quotedOn(await find(quoted.slice(2).toLowerCase()))).toBe(quotedOn(byRecord));
  });

  it('is not said to be the family of a reference that an address only claims', async () => {
    const { reference } = await rowOf('P-1-1');
    const family = await find(reference);
    const claimed = async (quoted: string) =>
      quotedOn(await governance.get(`${family.url}?quoted=${quoted}`));
    const sealed = (await rowOf('P-2')).reference;
    expect(await Promise.all([sealed, 'F-ZZZZ9', reference].map(claimed))).toEqual(['', '', '']);
  });

  it('gives the same answer for a family that is sealed and one that is not there', async () => {
    const { reference } = await rowOf('P-2');
    expect(reference).toMatch(/^F-/);
    const [sealed, nobody] = [await find(reference), await find('F-ZZZZ9')];
    const words = (page: Answer) => page.$('.govuk-error-summary').text().trim();
    expect([sealed.status, words(sealed)]).toEqual([nobody.status, words(nobody)]);
    const { person_id } = await rowOf('P-2');
    expect((await governance.get(`/ig/people/${person_id}`)).status).toBe(404);
  });

  it('takes no connection to a family that is sealed, and says what it says of one that is not there', async () => {
    const form = await governance.get('/ig/connections/new');
    const record = (reference: string) =>
      governance.submit(form, { reference, staff: 'staff-9d03b6fa', kind: 'RELATIVE', reason: 'Her aunt' });
    const [sealed, nobody] = [await record((await rowOf('P-2')).reference), await record('F-ZZZZ9')];
    const words = (page: Answer) => page.$('.govuk-error-summary').text().trim();
    expect([sealed.status, words(sealed)]).toEqual([400, words(nobody)]);
    expect(words(sealed)).toContain('reference of a family');
  });

  it('tells the life of each agreement', async () => {
    const subject = child('P-1');
    await world.tell(withdrawalEvent('V-P-1', { subject, reference: 'ATS-P-1' }));
    const page = await governance.get(person);
    const caption = page.$('table caption').text();
    expect(tableOf(page, caption).map((row) => row.split(' ')[0])).toEqual(['Given', 'Withdrawn']);
    await world.tell(agreementEvent('A-P-1b', { subject, reference: 'ATS-P-1b' }));
  });

  it('lists every decision in pages, and none on an item that its custodian alone may know of', async () => {
    const caption = 'Decisions on items about this person, latest first';
    const seen: string[] = [];
    for (let page = await governance.get(`${person}/decisions`); ;) {
      seen.push(...tableOf(page, caption));
      const next = page.$('a[rel=next]').attr('href');
      if (next === undefined) break;
      page = await governance.get(next);
    }
    expect(seen.length).toBeGreaterThanOrEqual(30);
    expect(seen.join()).not.toContain('Hold');
  });

  it('lists who has looked, this very look among them, and shows nothing that is not on record', async () => {
    await governance.get(`${person}/disclosures`);
    await world.level();
    const page = await governance.get(`${person}/disclosures`);
    const rows = tableOf(page, 'Views of this person’s record, latest first');
    expect(rows[0]).toContain('What was decided and seen of one person');
    world.gate.fail(true);
    const refused = await Promise.all(
      ['', '/decisions', '/disclosures', '/record.csv'].map((part) => governance.get(`${person}${part}`)),
    );
    world.gate.fail(false);
    expect(refused.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
  });

  it('gives all of it as one file, whose download is on record', async () => {
    const { html: file } = await governance.get(`${person}/record.csv`);
    const lines = file.trimEnd().split('\r\n');
    const parts = lines.slice(1).map((line) => line.split(',')[0]);
    expect([...new Set(parts)]).toEqual(['"AGREEMENT"', '"DECISION"', '"DISCLOSURE"']);
    expect(parts.filter((part) => part === '"DECISION"').length).toBeGreaterThanOrEqual(30);
    expect(file).not.toMatch(/Child-P-1|Example Parent|Audiology/);
    const looks = (await world.engines.events('disclosure-')).map(({ data }) => data as Disclosed);
    expect(looks.at(-1)).toMatchObject({ page: 'PERSON_EXPORT', purpose: 'IG_AUDIT', reference: 'C-2MX9' });
    expect(looks.at(-1)?.family).toBeDefined();
  });
});
