import type { Browser, Page } from 'playwright-core';
import type { AgencyId } from '#platform';
import { child, itemEvent } from '../../apps/intake/testing/events.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../apps/workbench/testing/workbench-world.js';
import { until } from '../support/until.js';
import { checkPage, type PageFault } from './check-page.js';
import { launchBrowser } from './launch-browser.js';
import { chooseStaff, clickThrough } from './sign-in.js';

const source = 'urn:agency:ods:RZZ' as AgencyId;
/** Wider than a telephone where it does not break. */
const LONG_ID = `EVENT-${'0123456789'.repeat(6)}`;
/** A folder for pictures of every page. */
const pictures = process.env['BROWSER_PICTURES'];

describe('The pages of a publisher, in a browser', () => {
  let world: WorkbenchWorld;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    world.at(new Date());
    browser = await launchBrowser();
    page = await browser.newPage();
    const subject = child('P-1');
    const taken = Array.from({ length: 60 }, (_, at) => itemEvent(`E-${at}`, { source, subject }));
    const ahead = { ...itemEvent(LONG_ID, { source, subject }), time: '2027-11-25T09:00:00Z' };
    await world.tell(...taken, ahead);
    await chooseStaff(page, world.baseUrl, 'Nadia Osei');
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  it('print the figures behind a drawing, closed on the screen or not', async () => {
    await page.goto(`${world.baseUrl}/partner`);
    const isSeen = () =>
      page.evaluate<boolean>(
        'document.querySelector(".hub-table--figures tbody td").checkVisibility({ contentVisibilityAuto: true })',
      );
    expect(await isSeen()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    try {
      await until(isSeen, { what: 'the figures on paper' });
    } finally {
      await page.emulateMedia({ media: null });
    }
  });

  it('draw bars that stand out where a reader has chosen the colours', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    const style = (of: string, what: string) =>
      page.evaluate<string>(`getComputedStyle(document.querySelector("${of}")).${what}`);
    expect(await style('.hub-chart__wide .hub-bar', 'stroke')).toBe(await style('.hub-chart', 'color'));
    await page.emulateMedia({ forcedColors: null });
  });

  it('say on a telephone how much of the 30 days its drawing shows', async () => {
    const note = page.getByText('The drawing shows the last 10 days.');
    expect(await note.isVisible()).toBe(false);
    await page.setViewportSize({ width: 390, height: 900 });
    expect(await note.isVisible()).toBe(true);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('have no serious fault for keyboard, screen reader or narrow screen, from health to what was put back', async () => {
    const faults: PageFault[] = [];
    const check = async (name: string) => void faults.push(...(await checkPage(page, name, pictures)));
    const open = (path: string) => page.goto(`${world.baseUrl}${path}`);
    await check('partner-health');
    await page.getByText('Show the figures as a table').click();
    await check('partner-health-figures');
    await clickThrough(page, page.getByRole('link', { name: 'Receipts' }));
    await check('partner-receipts');
    await clickThrough(page, page.getByRole('link', { name: /^E-\d+$/ }).first());
    await check('partner-receipt');
    await open('/partner/receipts?day=yesterday');
    await check('partner-receipts-error');
    await clickThrough(page, page.getByRole('link', { name: 'Rejects' }));
    await check('partner-rejects');
    await clickThrough(page, page.getByRole('link', { name: 'TIME.IN_FUTURE' }));
    await check('partner-reject');
    await clickThrough(page, page.getByRole('button', { name: 'Put back' }));
    await page.getByText('Done. What was put back').or(page.getByText('Check again')).first().waitFor();
    await check('partner-put-back');
    await clickThrough(page, page.getByRole('link', { name: 'Try an event' }));
    await page.getByLabel('Event as JSON').fill(JSON.stringify([itemEvent('T-1', { source }), {}], null, 2));
    await clickThrough(page, page.getByRole('button', { name: 'Try this event' }));
    await check('partner-try-answer');
    await page.getByLabel('Event as JSON').fill('{,}');
    await clickThrough(page, page.getByRole('button', { name: 'Try this event' }));
    await check('partner-try-error');
    expect(faults).toEqual([]);
  }, 120_000);
});
