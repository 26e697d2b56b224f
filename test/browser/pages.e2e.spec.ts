import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { projectPath } from '#platform';
import type { CountyRecord } from '../../apps/hub/demo/county-record.js';
import { buildHub, makeDataFolder, startHub, type HubProcess } from '../hub/hub-process.js';
import { launchBrowser } from './launch-browser.js';
import { walkEveryPage } from './walk-every-page.js';

/** `THROUGHLINE_URL` names a hub of the folder data/ that runs already; `BROWSER_PICTURES` a folder for pictures of every page. */
const running = process.env['THROUGHLINE_URL'];
const pictures = process.env['BROWSER_PICTURES'];

describe('Every page in a browser', () => {
  let browser: Browser;
  let baseUrl = running ?? '';
  let hub: HubProcess | undefined;
  let data: Awaited<ReturnType<typeof makeDataFolder>> | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
    if (running !== undefined) return;
    buildHub();
    data = await makeDataFolder();
    hub = startHub(data.folder, ['--families', '20']);
    ({ baseUrl } = await hub.welcomed());
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await hub?.stop();
    await data?.remove();
  }, 60_000);

  /** The first family that the hub's start names as worth opening; dates move with the day of the load. */
  async function firstChild() {
    const folder = data?.folder ?? projectPath('data');
    const text = await readFile(join(folder, 'demo', 'county.json'), 'utf8');
    const [child] = (JSON.parse(text) as CountyRecord).worthOpening ?? [];
    if (!child) throw new Error('The county names no family worth opening');
    const [given = '', ...family] = child.childName.split(' ');
    return { given, family: family.join(' '), dateOfBirth: child.dateOfBirth };
  }

  it('has no serious fault for keyboard, screen reader or narrow screen', async () => {
    const { faults, pages } = await walkEveryPage({
      baseUrl,
      browser,
      child: await firstChild(),
      ...(pictures === undefined ? {} : { pictures }),
    });
    expect(faults).toEqual([]);
    expect(pages.length).toBeGreaterThan(20);
  }, 300_000);
});
