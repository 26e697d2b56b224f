import type { Browser } from 'playwright-core';
import { launchBrowser } from './launch-browser.js';
import { walkEveryPage } from './walk-every-page.js';

/**
 * Against a hub that runs already: `THROUGHLINE_URL`, loaded with the demonstration county. `BROWSER_PICTURES` names a
 * folder for pictures of every page.
 */
const baseUrl = process.env['THROUGHLINE_URL'];
const described = baseUrl === undefined ? describe.skip : describe;

described('Every page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('has no serious fault for keyboard, screen reader or narrow screen', async () => {
    const pictures = process.env['BROWSER_PICTURES'];
    const { faults, pages } = await walkEveryPage({
      baseUrl: baseUrl ?? '',
      browser,
      child: { given: 'Isla', family: 'Marlow', dateOfBirth: '2017-03-11' },
      ...(pictures === undefined ? {} : { pictures }),
    });
    expect(faults).toEqual([]);
    expect(pages.length).toBeGreaterThan(20);
  }, 300_000);
});
