import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMONSTRATION_STAFF } from '#access';
import type { CountyRecord } from '../../apps/hub/demo/county-record.js';
import { until } from '../support/until.js';
import { buildHub, makeDataFolder, startHub, type HubProcess, type Running } from './hub-process.js';
import { signIn, type Page } from './staff-browser.js';

const staffOf = (role: string): string =>
  DEMONSTRATION_STAFF.find((staff) => staff.hub_role === role)?.sub ?? '';

describe('The first start of the hub', () => {
  let data: Awaited<ReturnType<typeof makeDataFolder>>;
  let hub: HubProcess;
  let running: Running;
  let county: CountyRecord;

  beforeAll(async () => {
    buildHub();
    data = await makeDataFolder();
    hub = startHub(data.folder, ['--families', '20', '--seed', '3']);
    running = await hub.welcomed();
    county = JSON.parse(await readFile(join(data.folder, 'demo', 'county.json'), 'utf8')) as CountyRecord;
  }, 180_000);
  afterAll(async () => {
    await hub.stop();
    await data.remove();
  });

  async function openFamily(role: string, purpose: string): Promise<Page> {
    const { browser } = await signIn(running.baseUrl, { staff: staffOf(role), purpose, reference: 'C-2MX9' });
    const [child] = county.worthOpening ?? [];
    const [given = '', ...rest] = (child?.childName ?? '').split(' ');
    const [year = '', month = '', day = ''] = (child?.dateOfBirth ?? '').split('-');
    const results = await browser.submit(await browser.open(`${running.baseUrl}/search`), '/search', {
      form: 'person',
      given,
      family: rest.join(' '),
      'birth-day': day,
      'birth-month': month,
      'birth-year': year,
    });
    const link = results.$('a[href^="/families/"]').first().attr('href');
    if (link === undefined) throw new Error(`nobody was found: ${results.$('h1').text()} ${results.status}`);
    return browser.open(`${running.baseUrl}${link}`);
  }

  it('loads the county, and tells where to go and as whom', () => {
    expect(county).toMatchObject({ state: 'loaded', families: 20, seed: 3 });
    const text = hub.text();
    expect(text).toContain(`Throughline is ready at ${running.baseUrl}`);
    for (const { name } of DEMONSTRATION_STAFF) expect(text).toContain(name);
    for (const { childName } of county.worthOpening ?? []) expect(text).toContain(childName);
    expect(county.worthOpening?.length).toBeGreaterThanOrEqual(3);
    expect(text).toContain(running.credentialsFile);
    expect(text).not.toContain('"level":"error"');
  });

  it('shows an analyst the family that several agencies know', async () => {
    const page = await openFamily('ANALYST', 'SCREENING');
    expect(page.status).toBe(200);
    expect(new URL(page.url).pathname).toMatch(/^\/families\/[0-9a-f-]{36}\/timeline$/);
    for (const group of ['Health', 'Police', 'School']) expect(page.$('main').text()).toContain(group);
  });

  it('shows a stranger nothing', async () => {
    const answer = await fetch(`${running.baseUrl}/families/5f0c9b0e-0f2c-5d0f-9a3e-3f6c1f6f5b11/timeline`, {
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/sign-in');
  });

  it('serves partner systems and whoever watches it on the same port', async () => {
    const at = async (path: string) => (await fetch(`${running.baseUrl}${path}`)).status;
    expect(await at('/openapi.json')).toBe(200);
    expect(await at('/docs')).toBe(200);
    expect(await at('/health/live')).toBe(200);
    expect(await at('/metrics')).toBe(200);
    expect(await at('/v1/events/x/receipt')).toBe(401);
  });

  it('is there again in seconds, with the same data and nothing loaded twice', async () => {
    const before = await openFamily('ANALYST', 'SCREENING');
    expect(await hub.stop()).toBe(0);
    const began = performance.now();
    hub = startHub(data.folder);
    running = await hub.welcomed(30_000);
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(hub.text()).not.toContain('Loading');
    const after = await openFamily('ANALYST', 'SCREENING');
    expect(after.$('main h1').text()).toBe(before.$('main h1').text());
    expect(after.$('main a[href*="/items/"]').length).toBe(before.$('main a[href*="/items/"]').length);
  }, 90_000);

  it('goes on with a load that was interrupted', async () => {
    const other = await makeDataFolder();
    const first = startHub(other.folder, ['--families', '8', '--seed', '5']);
    await first.ready();
    await until(() => first.text().includes('Loading Northshire'), { what: 'the load to begin' });
    await first.kill();
    const second = startHub(other.folder, ['--families', '99', '--seed', '9']);
    try {
      await second.welcomed();
      expect(second.text()).toContain('Loading Northshire: 8 families');
    } finally {
      await second.stop();
    }
    await other.remove();
  }, 120_000);
});
