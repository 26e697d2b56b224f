import { load } from 'cheerio';
import type { SourceEvent } from '#contracts';
import { itemIdOf, type AgencyId } from '#platform';
import { findLease } from '#read-store';
import { until } from '../../../../test/support/until.js';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from '../../../intake/testing/events.js';
import type { Answer, Visitor } from '../../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../testing/workbench-world.js';

const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;
/** When what intake took for the future is past. */
const LATER = new Date(Math.max(Date.now(), Date.parse('2026-11-26T09:00:00Z')));

const ours = (id: string, more: Partial<SourceEvent> = {}): SourceEvent => ({
  ...itemEvent(id, { source: HOSPITALS, subject: child('Marker-1') }),
  ...more,
});
/** Refused today, taken in three days. */
const early = (id: string): SourceEvent => ours(id, { time: '2026-11-25T09:00:00Z' });
/** With a field that nobody asked for. */
const odd = (id: string, source = HOSPITALS): SourceEvent => {
  const event = itemEvent(id, { source, subject: child('Marker-2') });
  return { ...event, data: { ...event.data, details: { ...event.data.details, shoeSize: 'Marker' } } };
};

describe('The pages of a publisher', () => {
  let world: WorkbenchWorld;
  let owner: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    world.at(new Date());
    owner = await world.signIn('Nadia Osei');
  });
  afterAll(() => world.close());

  const words = (page: Answer, selector: string) => {
    const parts = page
      .$(selector)
      .toArray()
      .map((found) => page.$.html(found).replaceAll('<', ' <'));
    return load(parts.join(' ')).text().replace(/\s+/g, ' ').trim();
  };
  const linkTo = (page: Answer, text: string) =>
    page
      .$('#main-content a')
      .filter((_index, link) => page.$(link).text().trim() === text)
      .attr('href') ?? '';

  it('are where the owner of a system lands, with nothing to state first, and say what will show there', async () => {
    const start = await owner.get('/');
    expect(start.$('a[role=button]').attr('href')).toBe('/partner');
    const health = await owner.get('/partner');
    expect(words(health, '.govuk-service-navigation__list')).toBe('Publishing Help');
    expect(words(health, '.hub-strip')).toBe('Nadia Osei, Partner system owner.');
    expect(words(health, '.moj-side-navigation')).toBe('Health Receipts Rejects Contracts Try an event');
    expect(words(health, 'main')).toContain('Nothing here yet.');
    expect(words(await owner.get('/partner/receipts'), 'main')).toContain('Nothing here yet.');
    expect(words(await owner.get('/partner/rejects'), 'main')).toContain('No event was rejected');
    expect((await owner.get('/search')).status).toBe(403);
    expect((await owner.get('/ops')).status).toBe(403);
  });

  describe('with events of this and of another agency', () => {
    beforeAll(async () => {
      await world.tell(
        agreementEvent('H-0', { source: HOSPITALS, subject: child('Marker-1') }),
        ...[ours('H-1'), ours('H-2'), early('H-3'), early('H-4'), odd('H-5')],
        itemEvent('H-6', { source: HOSPITALS, subject: child('Marker-3') }),
        ...[itemEvent('C-1'), odd('C-2', COMMUNITY_HEALTH), odd('C-3', COMMUNITY_HEALTH)],
      );
    });

    it('count this agency’s events by what became of them, and chart them with a table', async () => {
      const health = await owner.get('/partner');
      expect(words(health, 'figcaption')).toBe(
        '7 events in the last 30 days: 3 accepted, 1 withheld, 3 rejected.',
      );
      expect(words(health, 'main')).toMatch(/Accepted 3 3 Withheld 1 1 Rejected 3 3/);
      expect(health.$('svg[role=img]')).toHaveLength(2);
      expect(health.$('.hub-table--figures tbody tr')).toHaveLength(30);
      expect(words(health, 'main')).toContain('TIME.IN_FUTURE : 2 events, 2 still open');
    });

    it('list its receipts by what became of them and by day, and tell of each the row, the reasons and what to do', async () => {
      const all = await owner.get('/partner/receipts');
      expect(all.$('tbody tr')).toHaveLength(7);
      const withheld = await owner.get('/partner/receipts?state=withheld');
      expect(words(withheld, 'tbody')).toMatch(/^H-6 .* Withheld$/);
      const none = await owner.get('/partner/receipts?day=2026-01-01');
      expect(words(none, 'main')).toContain('No events match these filters.');
      const wrong = await owner.get('/partner/receipts?day=Monday');
      expect(words(wrong, '.govuk-error-summary')).toContain('Enter a day as year, month and day');
      const one = await owner.get(linkTo(withheld, 'H-6'));
      expect(words(one, 'main')).toContain('Stands on: No agreement in force (row D9).');
      expect(words(one, 'main')).toMatch(/AGREEMENT\.NONE_IN_FORCE What to do: Ask each person/);
      expect(words(one, 'main')).toContain('Multi-agency safeguarding hub Not shared');
      const rejected = await owner.get(linkTo(all, 'H-5'));
      expect(words(rejected, 'main')).toContain('Field: /data/details');
    });

    it('find an event by its own id, which no address holds, and say what to do where there is none', async () => {
      const list = await owner.get('/partner/receipts');
      const found = await owner.submit(list, { id: ' H-1 ' });
      expect(words(found, 'h1')).toBe('Event H-1');
      expect(found.url).not.toContain('H-1');
      for (const id of ['C-1', 'never-sent']) {
        const missing = await owner.submit(list, { id });
        expect(words(missing, '.govuk-error-summary')).toContain('Check the id, or look again in a minute');
      }
    });

    it('know nothing of another agency’s events: the same page as for nonsense, byte for byte', async () => {
      const nonsense = await owner.get('/partner/receipts/00000000-0000-4000-8000-000000000000');
      const theirs = await world.pool.query<{ id: string }>(
        'SELECT rejection_id AS id FROM receipts.rejections WHERE agency = $1',
        [COMMUNITY_HEALTH],
      );
      const references = [itemIdOf(COMMUNITY_HEALTH, 'C-1'), ...theirs.rows.map(({ id }) => id), 'C-1'];
      expect(references).toHaveLength(4);
      expect(nonsense.status).toBe(404);
      for (const reference of references) {
        const page = await owner.get(`/partner/receipts/${reference}`);
        expect([page.status, page.html]).toEqual([404, nonsense.html]);
      }
    });

    it('show the same to the byte after another agency published and had events rejected', async () => {
      const addresses = [
        '/partner',
        '/partner/receipts',
        '/partner/rejects',
        '/partner/rejects/SCHEMA.UNKNOWN_FIELD',
      ];
      const read = () => Promise.all(addresses.map(async (address) => (await owner.get(address)).html));
      const before = await read();
      await world.tell(odd('C-4', COMMUNITY_HEALTH), itemEvent('C-5'));
      expect(await read()).toEqual(before);
    });

    it('group rejects by code with remedy, ids and fields, and show no content and no name', async () => {
      const rejects = await owner.get('/partner/rejects');
      expect(words(rejects, 'tbody')).toMatch(/TIME\.IN_FUTURE .* 2 2 .* SCHEMA\.UNKNOWN_FIELD .* 1 1 /);
      const one = await owner.get(linkTo(rejects, 'SCHEMA.UNKNOWN_FIELD'));
      expect(words(one, 'tbody')).toMatch(/^H-5 .* \/data\/details Nothing yet$/);
      for (const { html } of [rejects, one]) expect(html).not.toMatch(/Marker|Example/);
      expect((await owner.get('/partner/rejects/NO.SUCH_CODE')).status).toBe(404);
    });

    it('put nothing back without the token of the session', async () => {
      const answer = await owner.post('/partner/rejects/TIME.IN_FUTURE/put-back', new URLSearchParams());
      expect(answer.status).toBe(403);
      const { rows } = await world.pool.query('SELECT FROM projections.put_backs');
      expect(rows).toHaveLength(0);
    });

    it('put back what is mended, of this agency alone, show how far it is and what came of it, and count nothing twice', async () => {
      world.at(LATER);
      const reject = await owner.get('/partner/rejects/TIME.IN_FUTURE');
      const asked = await owner.submit(reject, {});
      expect(words(asked, 'h1')).toBe('Putting back: TIME.IN_FUTURE');
      const address = new URL(asked.url).pathname;
      await until(async () => words(await owner.get(address), '#state').startsWith('Done'));
      const done = await owner.get(address);
      expect(words(done, 'dl')).toMatch(/Rejected events looked at 2 Mended and put back 2 Still rejected 0/);
      expect(words(await owner.get('/partner/rejects'), 'main')).toContain('What you asked to put back');
      await world.engines.settled();
      await world.level();
      expect(words(await owner.get('/partner'), 'figcaption')).toBe(
        '7 events in the last 30 days: 3 accepted, 1 withheld, 3 rejected.',
      );
      const stranger = await world.pool.query('UPDATE projections.put_backs SET agency = $1', [
        COMMUNITY_HEALTH,
      ]);
      expect([stranger.rowCount, (await owner.get(address)).status]).toEqual([1, 404]);
    });

    it('wait their turn while something else is put back, and do not tell what', async () => {
      const lease = await findLease(world.pool, 'replay');
      const asked = await owner.submit(await owner.get('/partner/rejects/SCHEMA.UNKNOWN_FIELD'), {});
      const address = new URL(asked.url).pathname;
      const meanwhile = words(await owner.get(address), '#state');
      await lease?.release();
      expect([lease === undefined, meanwhile]).toEqual([false, expect.stringMatching(/^Running/)]);
      await until(async () => words(await owner.get(address), '#state').startsWith('Done'));
    });

    it('say of an event with a fault of its own that it would be rejected again, and leave it', async () => {
      const asked = await owner.submit(await owner.get('/partner/rejects/SCHEMA.UNKNOWN_FIELD'), {});
      const address = new URL(asked.url).pathname;
      await until(async () => words(await owner.get(address), '#state').startsWith('Done'));
      expect(words(await owner.get(address), 'main')).toMatch(
        /looked at 1 Mended and put back 0 Still rejected 1 .* 1: .*SCHEMA\.UNKNOWN_FIELD/,
      );
    });
  });

  describe('to try an event', () => {
    const answerTo = async (text: string) => owner.submit(await owner.get('/partner/try'), { event: text });

    it('answer field by field what intake would decide, and keep nothing', async () => {
      const before = (await world.engines.events('')).length;
      const answer = await answerTo(JSON.stringify(ours('TRY-1')));
      expect(words(answer, '.hub-answer h2')).toContain('Event TRY-1 Would be accepted');
      expect(words(answer, '.hub-answer')).toContain('Stands on: Agreement, children in need (row D5).');
      const bad = await answerTo(
        JSON.stringify([odd('TRY-2'), { ...ours('TRY-3'), source: COMMUNITY_HEALTH }]),
      );
      expect(words(bad, '.hub-answer')).toMatch(
        /TRY-2 Would be rejected.*Field: \/data\/details.*TRY-3.*AUTH\.SOURCE_NOT_AGENCY/,
      );
      expect((await world.engines.events('')).length).toBe(before);
    });

    it('say what is wrong with a text that holds no event, keep it, and link to the field', async () => {
      const answer = await answerTo('{"id": \n "x",, }');
      expect(words(answer, '.govuk-error-summary')).toContain('This is not JSON');
      expect(answer.$('.govuk-error-summary a').attr('href')).toBe('#event');
      expect(answer.$('#event').val()).toBe('{"id": \n "x",, }');
      expect(words(await answerTo(' '), '.govuk-error-summary')).toContain('Paste an event as JSON');
    });
  });

  it('go on showing the rest where the feed cannot be asked, and say what is not known', async () => {
    world.feedAway(true);
    const health = await owner.get('/partner');
    world.feedAway(false);
    expect(health.status).toBe(200);
    expect(words(health, 'main')).toContain(
      'How many events wait for a decision is not known at the moment (FEED.UNAVAILABLE).',
    );
    expect(words(health, 'main')).toContain('Waiting for a decision Not known');
  });
});
