import type { Browser } from 'playwright-core';
import { buildHub, makeDataFolder, startHub, type HubProcess } from '../hub/hub-process.js';
import { launchBrowser } from './launch-browser.js';
import { walkEveryPage } from './walk-every-page.js';

/** `THROUGHLINE_URL` names a hub that runs already; `BROWSER_PICTURES` a folder for pictures of every page. */
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

  it('has no serious fault for keyboard, screen reader or narrow screen', async () => {
    const { faults, pages } = await walkEveryPage({
      baseUrl,
      browser,
      child: { given: 'Isla', family: 'Marlow', dateOfBirth: '2017-03-11' },
      ...(pictures === undefined ? {} : { pictures }),
    });
    expect(faults).toEqual([]);
    expect(pages.length).toBeGreaterThan(20);
  }, 300_000);
});
