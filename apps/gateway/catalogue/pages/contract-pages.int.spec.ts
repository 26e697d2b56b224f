import { load } from 'cheerio';
import { catalogue, createValidator, findPublishedContract, reasonOf, SECTOR_WORDS } from '#contracts';
import { createTemplates } from '#platform/pages';
import { startGateway, type GatewayUnderTest } from '../../testing/gateway-harness.js';

const NOW = new Date('2026-03-10T09:00:00Z');
const OLD = 'school.attendance-threshold.v1';
const NEW = 'school.attendance-threshold.v2';

describe('The contract browser', () => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  async function open(path: string, status = 200) {
    const answer = await gateway
      .http()
      .get(`/docs/contracts${path}`)
      .expect(status)
      .expect('content-type', /html/);
    return load(answer.text);
  }
  const texts = ($: ReturnType<typeof load>, selector: string) =>
    $(selector)
      .toArray()
      .map((element) => $(element).text().replace(/\s+/g, ' ').trim());

  it('lists every kind of event once under its sector, with its class in words', async () => {
    const $ = await open('');
    expect(texts($, 'h2').slice(2)).toEqual(Object.values(SECTOR_WORDS));
    const kinds = [...new Set(catalogue().map(({ kind }) => kind))];
    expect(texts($, 'tbody th code').sort()).toEqual([...kinds].sort());
    const row = $('tr:contains("voluntary.advocate-allocated")').text();
    expect(row).toContain('Restricted (R)');
    expect(row).toContain('Voluntary');
  });

  it('has a page for every type and version that it links to', async () => {
    const $ = await open('');
    const links = new Set(
      $('tbody a')
        .toArray()
        .map((link) => $(link).attr('href') ?? ''),
    );
    expect(links).toEqual(new Set(catalogue().map(({ type }) => `/docs/contracts/${type}`)));
    for (const link of links) {
      const page = load((await gateway.http().get(link).expect(200)).text);
      expect(page('h1')).toHaveLength(1);
      expect(page('main').text()).not.toMatch(/undefined|\[object|NaN/);
    }
  });

  it('tells what the event is for, who may publish it and what its class means for sharing', async () => {
    const $ = await open('/early-help.stepped-down.v1');
    expect($('h1').text()).toBe('Stepped down to early help');
    const facts = $('dl').first().text();
    for (const words of ['Early help, Social care', 'Safeguarding (S)', 'condition of Article 9', 'A fact'])
      expect(facts).toContain(words);
  });

  it('shows each field with its kind, whether it is needed, and its codes in words', async () => {
    const $ = await open(`/${NEW}`);
    const row = $('tr:has(code:contains("register[].code"))').first();
    expect(row.find('th').attr('scope')).toBe('row');
    expect(row.find('[data-head=Needed]').text()).toBe('Yes');
    expect(row.find('[data-head=Takes]').text()).toContain('One of 34 codes');
    expect(row.find('li:has(code:contains("C2"))').text()).toContain('part-time timetable');
    expect(texts($, '#rules + ul li')).toContain('“Missed sessions” is at most “Possible sessions”.');
  });

  it('shows examples that are true: one that passes, and each refused one with code, place and remedy', async () => {
    const $ = await open(`/${NEW}`);
    const [valid = '', ...refused] = texts($, 'pre').map((text) => JSON.parse(text) as unknown);
    const validator = createValidator({ onlyTestNumbers: true });
    expect(validator.validate(valid, NOW).ok).toBe(true);
    const shown = $('.hub-refused')
      .toArray()
      .map((each) =>
        $(each)
          .find('dd')
          .toArray()
          .map((dd) => $(dd).text()),
      );
    expect(refused).toHaveLength(5);
    expect(refused.map((event) => validator.validate(event, NOW))).toEqual(
      shown.map(([code, path]) => ({ ok: false, reasons: [{ code, path }] })),
    );
    expect(shown.map(([, , remedy]) => remedy)).toEqual(shown.map(([code = '']) => reasonOf(code).remedy));
  });

  it('tells what changed between versions, and leads from an old one to the new', async () => {
    const $ = await open(`/${OLD}`);
    expect($('.govuk-inset-text a').attr('href')).toBe(`/docs/contracts/${NEW}`);
    expect(texts($, 'main h3').slice(-2)).toEqual([`Version 2: ${NEW}`, 'Version 1, this page']);
    expect($('#versions ~ ul').first().text()).toContain('“Sessions by attendance code” (register) is new.');
    expect((await open(`/${NEW}`))('.govuk-inset-text')).toHaveLength(0);
  });

  it('hands out the JSON Schema as a file', async () => {
    const answer = await gateway.http().get(`/docs/contracts/${NEW}/schema.json`).expect(200);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename=${NEW}.schema.json`);
    expect(answer.body).toEqual(JSON.parse(JSON.stringify(findPublishedContract(NEW)?.schema)));
  });

  it('tells once what every event carries', async () => {
    const $ = await open('/every-event');
    const paths = texts($, 'tbody th code');
    for (const path of ['id', 'data.subjects[].identifiers.nhsNumber', 'data.sharing.judgement.reason'])
      expect(paths).toContain(path);
    expect($('tr:contains("data.restricted")').text()).toContain('Refuge or safe address');
  });

  it('works without scripts or inline style, from this server alone, for keyboard and screen reader', async () => {
    for (const path of ['', `/${NEW}`, '/every-event', '/no-such.thing.v1']) {
      const $ = await open(path, path.startsWith('/no-such') ? 404 : 200);
      expect($('script, style, [style], [onclick], iframe')).toHaveLength(0);
      const loaded = $('link, img')
        .toArray()
        .map((element) => $(element).attr('href') ?? $(element).attr('src'));
      expect(loaded.filter((address) => address !== 'data:,')).toEqual(['/docs/contracts/contracts.css']);
      expect([$('html').attr('lang'), $('h1').length, $('main').attr('id')]).toEqual([
        'en',
        1,
        'main-content',
      ]);
      expect($('body > a').first().attr('href')).toBe('#main-content');
      expect($('th:not([scope]), table:not(:has(caption)), pre:not([aria-label])')).toHaveLength(0);
      const ids = $('[id]')
        .toArray()
        .map((element) => $(element).attr('id'));
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('has a stylesheet of its own, without the brand and fonts of government', async () => {
    const { text } = await gateway
      .http()
      .get('/docs/contracts/contracts.css')
      .expect(200)
      .expect('content-type', /css/);
    expect(text).toContain('.hub-stack');
    expect(text).toContain('@media print');
    expect(text).not.toMatch(/GDS Transport|@font-face|url\(/);
  });

  it('answers an address that it does not know without repeating it', async () => {
    for (const path of [
      '/health.horoscope-read.v1',
      '/..%2f..%2fpackage',
      '/%3Cscript%3E',
      `/${NEW}/other`,
    ]) {
      const answer = await gateway.http().get(`/docs/contracts${path}`).expect(404);
      expect(answer.text).toContain('Page not found');
      expect(answer.text).not.toMatch(/horoscope|package|%3C|&lt;script/);
    }
  });
});

it('A text of a contract never becomes markup', () => {
  const render = createTemplates('apps/gateway/catalogue/pages');
  const attack = `<img src=x onerror="alert(1)">`;
  const model = {
    title: attack,
    class: { code: 'P', title: attack },
    purpose: attack,
    rules: [attack],
    valid: [attack],
  };
  expect(load(render('contract.njk', model))('img')).toHaveLength(0);
});
