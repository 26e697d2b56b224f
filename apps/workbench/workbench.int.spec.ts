import fc from 'fast-check';
import { itemIdOf, type AgencyId } from '#platform';
import type { EventData, SourceEvent } from '#contracts';
import type { Disclosed } from '#governance';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from '../intake/testing/events.js';
import type { Answer, Visitor } from './testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from './testing/workbench-world.js';

const ATTACK = `<script>alert('1')</script><img src=x onerror=alert(2)>`;
const BIRTH = { 'birth-day': '4', 'birth-month': '5', 'birth-year': '2017' };

describe('The workbench', () => {
  let world: WorkbenchWorld;
  let analyst: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    analyst = await world.signIn('Asha Rahman', 'SCREENING');
  });
  afterAll(() => world.close());

  /** A child with an agreement to share and one shared item; the address of the family's timeline. */
  async function knownChild(localId: string, ...more: readonly SourceEvent[]): Promise<string> {
    const subject = child(localId, localId === 'S-6' ? NUMBERED : {});
    await world.tell(agreementEvent(`A-${localId}`, { subject, reference: `ATS-${localId}` }));
    await world.tell(itemEvent(`E-${localId}`, { subject, service: `Audiology of ${localId}` }), ...more);
    const results = await searchFor(analyst, `Child-${localId}`);
    return pathOf(results.$('a[href^="/families/"]').first().attr('href'));
  }

  async function searchFor(visitor: Visitor, family: string): Promise<Answer> {
    const form = await visitor.get('/search');
    return visitor.submit(form, { given: 'Example', family, ...BIRTH });
  }

  const disclosures = async () =>
    (await world.engines.events('disclosure-')).map(({ data }) => data as Disclosed);

  it('shows what may be shared, with the reason, and says that no more is known', async () => {
    const timeline = await knownChild('S-1');
    const page = await analyst.get(timeline);
    expect(page.status).toBe(200);
    expect(page.$('.hub-item').text()).toContain('Audiology of S-1');
    expect(page.$('.hub-tag-link').text()).toContain('Agreement');
    const item = await analyst.get(pathOf(page.$('.hub-item__title a').attr('href')));
    const why = item.$('#why').text();
    for (const words of [
      'Article 6',
      'Article 9',
      'Confidentiality',
      'Engagement',
      'Screening a contact',
      'Rule set',
    ])
      expect(why).toContain(words);
  });

  it('sends nothing before the view is recorded', async () => {
    const timeline = await knownChild('S-2');
    const held = world.gate.hold();
    let answered = false;
    const asking = analyst.get(timeline).then((page) => {
      answered = true;
      return page;
    });
    await held.reached;
    // A whole other page goes out meanwhile, so an answer that did not wait would be here by now.
    await world.visitor().get('/help');
    expect(answered).toBe(false);
    held.release();
    expect((await asking).status).toBe(200);
    expect((await disclosures()).at(-1)).toMatchObject({
      page: 'TIMELINE',
      role: 'ANALYST',
      purpose: 'SCREENING',
      reference: 'C-2MX9',
      items: [{ item: itemIdOf(COMMUNITY_HEALTH, 'E-S-2') }],
    });
  });

  it('shows the error page and no content where the view cannot be recorded', async () => {
    const timeline = await knownChild('S-3');
    const item = pathOf((await analyst.get(timeline)).$('.hub-item__title a').attr('href'));
    const paths = [timeline, item, timeline.replace('timeline', 'people')];
    world.gate.fail(true);
    const pages = await Promise.all(paths.map((path) => analyst.get(path)));
    world.gate.fail(false);
    for (const page of pages) {
      expect(page.status).toBe(503);
      expect(page.$('h1').text()).toBe('Sorry, there is a problem with the service');
      expect(page.html).not.toMatch(/Audiology|Child-S-3/);
    }
  });

  it('answers a family with nothing to be seen exactly as an address that is none', async () => {
    const subject = child('S-4');
    const sharing = { ...SHARING, recipients: [TAF_TEAM], existenceMayBeTold: false };
    await world.tell(agreementEvent('A-S-4', { subject, reference: 'ATS-S-4' }));
    await world.tell(itemEvent('E-S-4', { subject, data: { sharing } }));
    const { rows } = await world.pool.query<{ family_id: string }>('SELECT family_id FROM families.families');
    const seen = await Promise.all(
      rows.map(({ family_id }) => analyst.get(`/families/${family_id}/timeline`)),
    );
    const nothing = await analyst.get('/families/0b7c1d52-0000-4000-8000-000000000001/timeline');
    expect(nothing.status).toBe(404);
    const hidden = seen.filter(({ status }) => status !== 200);
    expect(hidden.map(({ html }) => html)).toEqual([nothing.html]);
    expect((await searchFor(analyst, 'Child-S-4')).$('main').text()).toContain('No match that you can see.');
  });

  it('tells of what is withheld in one sentence for each agency, without date, kind or person', async () => {
    const subject = child('S-5');
    const withheld = itemEvent('E-S-5-held', {
      subject,
      data: { sharing: { ...SHARING, purpose: 'TAF', recipients: [TAF_TEAM] } },
    });
    const page = await analyst.get(await knownChild('S-5', withheld));
    expect(
      page
        .$('.hub-stubs li')
        .map((_index, li) => page.$(li).text())
        .get(),
    ).toEqual([
      expect.stringMatching(
        /^Northshire Community Health holds 1 item\. It is not shared with you for this purpose\. Ask: .+, 01632 960004\. Quote F-\w+\.$/,
      ),
    ]);
  });

  it('changes no byte of the timeline for an item that the viewer may not know of', async () => {
    const timeline = await knownChild('S-6');
    const before = await analyst.get(timeline);
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        HIDDEN,
        fc.date({ min: new Date('2025-01-01'), max: new Date('2026-11-20'), noInvalidDate: true }),
        async (hide, time) => {
          number += 1;
          const event = itemEvent(`E-S-6-${number}`, { subject: child('S-6', NUMBERED), ...hide });
          const when = time.toISOString();
          await world.tell({ ...event, time: when, data: { ...event.data, recordedAt: when } });
          const after = await analyst.get(timeline);
          expect(after.html).toBe(before.html);
          expect((await analyst.get(timeline.replace('timeline', 'people'))).status).toBe(200);
        },
      ),
      { numRuns: 6 },
    );
    const kept = await world.engines.events('item-');
    expect(
      kept.filter(({ data }) => (data as { sourceEventId: string }).sourceEventId.startsWith('E-S-6-')),
    ).toHaveLength(number);
  });

  it('shows and finds a child by what items seen state, whatever a sealed item calls them', async () => {
    const timeline = await knownChild('S-9');
    const before = await analyst.get(timeline);
    const renamed = child('S-9', {
      names: [{ given: 'Sealed', family: 'Otherwise' }],
      dateOfBirth: '2016-01-02',
    });
    await world.tell(itemEvent('E-S-9-sealed', { subject: renamed, data: SEALED }));
    expect(await world.engines.events(`item-${itemIdOf(COMMUNITY_HEALTH, 'E-S-9-sealed')}`)).toMatchObject([
      { type: 'ItemShared' },
    ]);
    expect((await analyst.get(timeline)).html).toBe(before.html);
    expect((await searchFor(analyst, 'Child-S-9')).$('a[href^="/families/"]')).toHaveLength(1);
    const form = await analyst.get('/search');
    const typed = { given: 'Sealed', family: 'Otherwise', 'birth-year': '2016', ...{ 'birth-day': '2' } };
    const found = await analyst.submit(form, { ...typed, 'birth-month': '1' });
    expect(found.$('main').text()).toContain('No match that you can see.');
  });

  it('keeps two families apart for whoever may not see the item that joins them', async () => {
    const [one, other] = [await knownChild('S-10'), await knownChild('S-11')];
    const before = await Promise.all([one, other].map((path) => analyst.get(path)));
    const subjects = [child('S-10'), child('S-11')];
    const relationships = [{ from: 'S-10', to: 'S-11', kind: 'SIBLING_OF' as const }];
    const joining = { subjects, relationships };
    await world.tell(itemEvent('E-S-10-sealed', { subject: child('S-10'), data: { ...joining, ...SEALED } }));
    const after = await Promise.all([one, other].map((path) => analyst.get(path)));
    expect(after.map(({ html }) => html)).toEqual(before.map(({ html }) => html));
    await world.tell(itemEvent('E-S-10-open', { subject: child('S-10'), data: joining }));
    const people = (await analyst.get(one.replace('timeline', 'people'))).$('main').text();
    expect(people).toContain('Brother or sister of Example Child-S-11');
    expect((await analyst.get(other)).$('.hub-item').text()).toContain('Audiology of S-10');
  });

  it('prints what agencies write as text and never as HTML', async () => {
    const subject = child('S-7', { names: [{ given: 'Example', family: `Child-S-7 ${ATTACK}` }] });
    await world.tell(agreementEvent('A-S-7', { subject, reference: 'ATS-S-7' }));
    await world.tell(itemEvent('E-S-7', { subject, service: ATTACK }));
    const { rows } = await world.pool.query<{ family_id: string }>(
      `SELECT k.own_family AS family_id FROM families.observations o JOIN families.records k USING (record_id)
       WHERE o.local_id = 'S-7'`,
    );
    const timeline = await analyst.get(`/families/${rows[0]?.family_id}/timeline`);
    const item = await analyst.get(pathOf(timeline.$('.hub-item__title a').attr('href')));
    const people = await analyst.get(timeline.url.replace('timeline', 'people'));
    for (const page of [timeline, item, people]) {
      expect(page.status).toBe(200);
      expect(page.html).toContain('&lt;script&gt;');
      expect(page.html).not.toContain('<script>');
      expect(page.$('img, [onerror], [style], script:not([src])')).toHaveLength(0);
    }
  });

  it('shows a correction beside what it corrects, and only the title of what was taken back', async () => {
    const subject = child('S-8');
    const corrected = itemEvent('E-S-8b', {
      subject,
      service: 'Speech therapy',
      data: { corrects: 'E-S-8' },
    });
    const first = await knownChild('S-8', corrected);
    const page = await analyst.get(first);
    expect(page.$('.hub-item').text()).toContain('See the correction');
    const retraction = itemEvent('E-S-8c', { subject, data: { retracts: 'E-S-8b', details: {} } });
    await world.tell(retraction);
    const after = await analyst.get(first);
    expect(after.$('.hub-item').text()).toContain('Withdrawn by sender');
    expect(after.html).not.toContain('Speech therapy');
  });

  it('no longer shows on a child’s page what its sender corrected to be of another child', async () => {
    const first = await knownChild('S-21');
    const other = await knownChild('S-22');
    const data = { corrects: 'E-S-21' };
    const service = 'Speech therapy';
    await world.tell(itemEvent('E-S-22b', { subject: child('S-22'), service, data }));
    expect((await analyst.get(other)).$('.hub-item').text()).toContain('Speech therapy');
    expect((await analyst.get(first)).html).not.toContain('Audiology of S-21');
  });

  it('searches in one form, which loses nothing of what was typed and puts none of it into an address', async () => {
    const form = await analyst.get('/search');
    expect(form.$('main form')).toHaveLength(1);
    expect(form.$('main form button')).toHaveLength(1);
    const typed = {
      identifier: '999 000 1235',
      given: 'Example',
      family: 'Child',
      postcode: 'ZZ1 1AA',
      ...BIRTH,
    };
    const page = await analyst.submit(form, typed);
    const kept = Object.keys(typed).map((name) => [name, page.$(`main input[name=${name}]`).attr('value')]);
    expect([page.status, Object.fromEntries(kept)]).toEqual([400, typed]);
    expect(page.hops.map(({ path }) => path)).toEqual(['/search']);
  });

  it('takes no form without the token of its session', async () => {
    const page = await analyst.post('/search', new URLSearchParams({ identifier: 'F-7KQ2M' }));
    expect(page.status).toBe(403);
    expect(page.$('h1').text()).toBe('This form has ended');
  });

  it('finds nobody, and does not fail, by a text that a database cannot hold', async () => {
    const form = await analyst.get('/search');
    const identifier = await analyst.submit(form, { identifier: 'F-7KQ2M\u0000' });
    const details = await searchFor(analyst, 'Child\u0000');
    for (const page of [identifier, details]) {
      expect(page.status).toBe(200);
      expect(page.$('main').text()).toContain('No match that you can see.');
    }
    const governance = await world.signIn('Imran Cole', 'IG_AUDIT');
    const person = await governance.submit(await governance.get('/ig/people'), {
      reference: 'F-\u00007KQ2M',
    });
    expect(person.status).toBe(400);
  });

  describe('opens', () => {
    const NOBODY = '0b7c1d52-0000-4000-8000-000000000001';
    const MATRIX: readonly (readonly [
      path: string,
      visitor: string,
      analyst: number,
      earlyHelp: number,
      ig: number,
      operator: number,
    ])[] = [
      ['/', '/', 200, 200, 200, 200],
      ['/help', '/help', 200, 200, 200, 200],
      ['/search', '/choose', 200, 200, 403, 403],
      [`/search/results/${NOBODY}`, '/choose', 200, 200, 403, 403],
      [`/families/${NOBODY}/timeline`, '/choose', 404, 404, 403, 403],
      [`/families/${NOBODY}/people`, '/choose', 404, 404, 403, 403],
      [`/families/${NOBODY}/items/${NOBODY}`, '/choose', 404, 404, 403, 403],
      ['/ig', '/choose', 403, 403, 200, 403],
      ['/ig/agreements', '/choose', 403, 403, 200, 403],
      [`/ig/agreements/${NOBODY}`, '/choose', 403, 403, 404, 403],
      [`/ig/agreements/${NOBODY}/withdrawal`, '/choose', 403, 403, 404, 403],
      ['/ig/decisions', '/choose', 403, 403, 200, 403],
      [`/ig/items/${NOBODY}`, '/choose', 403, 403, 404, 403],
      ['/ig/disclosures', '/choose', 403, 403, 200, 403],
      ['/ig/people', '/choose', 403, 403, 200, 403],
      ['/ig/proof', '/choose', 403, 403, 200, 403],
      ['/ig/proof/looks.csv', '/choose', 403, 403, 200, 403],
      ['/ig/rulesets', '/choose', 403, 403, 200, 403],
      ['/ig/samples', '/choose', 403, 403, 200, 403],
      [`/ig/samples/${NOBODY}`, '/choose', 403, 403, 404, 403],
      [`/ig/samples/${NOBODY}/1`, '/choose', 403, 403, 404, 403],
      [`/ig/samples/${NOBODY}/sample.csv`, '/choose', 403, 403, 404, 403],
      ['/ig/decisions/over-time', '/choose', 403, 403, 200, 403],
      ['/ig/consent', '/choose', 403, 403, 200, 403],
      ['/ig/consent/standing', '/choose', 403, 403, 200, 403],
      ['/ig/consent/changes', '/choose', 403, 403, 200, 403],
      [`/ig/people/families/${NOBODY}`, '/choose', 403, 403, 404, 403],
      [`/ig/people/${NOBODY}`, '/choose', 403, 403, 404, 403],
      [`/ig/people/${NOBODY}/decisions`, '/choose', 403, 403, 404, 403],
      [`/ig/people/${NOBODY}/disclosures`, '/choose', 403, 403, 404, 403],
      [`/ig/people/${NOBODY}/record.csv`, '/choose', 403, 403, 404, 403],
      ['/ops', '/choose', 403, 403, 403, 200],
      [`/ops/parked/${NOBODY}`, '/choose', 403, 403, 403, 404],
      ['/ops/rejects/SCHEMA.MISSING_FIELD', '/choose', 403, 403, 403, 200],
      ['/ops/rejects/NOBODY.KNOWS', '/choose', 403, 403, 403, 404],
      ['/no-such-page', '/no-such-page', 404, 404, 404, 404],
    ];
    let earlyHelp: Visitor;
    let governance: Visitor;
    let operator: Visitor;
    beforeAll(async () => {
      earlyHelp = await world.signIn('Tom Birch', 'TAF');
      governance = await world.signIn('Imran Cole', 'IG_AUDIT');
      operator = await world.signIn('Robin Hale');
    });

    it.each(MATRIX)(
      '%s to the roles that it is for',
      async (path, stranger, forAnalyst, forEarlyHelp, forGovernance, forOperator) => {
        const lands = new URL((await world.visitor().get(path)).url).pathname;
        expect(lands.startsWith(stranger)).toBe(true);
        const statuses = await Promise.all(
          [analyst, earlyHelp, governance, operator].map(async (one) => (await one.get(path)).status),
        );
        expect(statuses).toEqual([forAnalyst, forEarlyHelp, forGovernance, forOperator]);
      },
    );
  });
});

const TAF_TEAM = 'urn:agency:other:NSEH/family-help';
const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;
/** The same child at two agencies, by number, name and date of birth; the number is reserved for tests. */
const NUMBERED = {
  identifiers: { nhsNumber: '9990001235' },
  names: [{ given: 'Example', family: 'Child-S-6' }],
};
const SHARING: EventData['sharing'] = {
  purpose: 'SCREENING',
  authority: 'CA2004_S10',
  existenceMayBeTold: true,
};

/** For the team around the family alone, and nobody else may know of it. */
const SEALED: Partial<EventData> = {
  sharing: { ...SHARING, purpose: 'TAF', recipients: [TAF_TEAM], existenceMayBeTold: false },
};

/** Ways in which the front door may not know of an item. */
const HIDDEN = fc.constantFrom<Parameters<typeof itemEvent>[1] & object>(
  { data: { restricted: ['SEALED_LIST'], sensitivity: 'R' } },
  { data: { restricted: ['SAFE_ADDRESS'] } },
  { data: { sharing: { ...SHARING, recipients: [TAF_TEAM], existenceMayBeTold: false } } },
  {
    source: HOSPITALS,
    subject: child('R-6', NUMBERED),
    existenceMayBeTold: false,
    data: { restricted: ['MARAC'] },
  },
);

function pathOf(href: string | undefined): string {
  if (href === undefined) throw new Error('The page has no such link');
  return href;
}
