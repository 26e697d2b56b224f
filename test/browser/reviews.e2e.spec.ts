import type { Browser, Page } from 'playwright-core';
import { child, itemEvent } from '../../apps/intake/testing/events.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../apps/workbench/testing/workbench-world.js';
import { checkPage, type PageFault } from './check-page.js';
import { launchBrowser } from './launch-browser.js';
import { clickThrough, signIn } from './sign-in.js';

/** A folder for pictures of every page. */
const pictures = process.env['BROWSER_PICTURES'];

describe('Reviews by a person, in a browser', () => {
  let world: WorkbenchWorld;
  let browser: Browser;
  const faults: PageFault[] = [];
  beforeAll(async () => {
    const today = new Date('2026-11-25T10:00:00Z');
    world = await openWorkbenchWorld({ decidedAt: today });
    world.at(today);
    browser = await launchBrowser();
    const { sharing } = itemEvent('any').data;
    const judgement = {
      ...{ kind: 'RELEVANT_AND_MAY_HELP' as const, name: 'N. Urse', role: 'Named nurse' },
      ...{ organisation: 'Community Health', reason: 'Seen by her', madeAt: '2026-11-20T09:00:00Z' },
      ...{ reviewBy: '2026-12-10T17:00:00Z', limb: 'WOULD_PREJUDICE' as const },
    };
    const data = { sharing: { ...sharing, basisOffered: 'D4' as const, judgement } };
    for (const id of ['B-1', 'B-2']) await world.tell(itemEvent(`E-${id}`, { subject: child(id), data }));
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  const check = async (page: Page, name: string) =>
    void faults.push(...(await checkPage(page, name, pictures)));

  it('have no serious fault for keyboard, screen reader or narrow screen, from the list to the answer', async () => {
    const page = await browser.newPage();
    const who = { name: 'Asha Rahman', purpose: 'Screening a contact', reference: 'C-2MX9' };
    await signIn(page, world.baseUrl, who);
    await page.goto(`${world.baseUrl}/reviews`);
    await check(page, 'reviews-open');
    await clickThrough(page, page.locator('table tbody a').first());
    await check(page, 'review');
    await clickThrough(page, page.getByRole('button', { name: 'Record the answer' }));
    await check(page, 'review-error');
    await page.getByLabel('Do not share').check();
    await page.getByLabel('Why').fill('It would do more harm than silence.');
    await clickThrough(page, page.getByRole('button', { name: 'Record the answer' }));
    await check(page, 'review-answered');
    await clickThrough(page, page.getByRole('link', { name: 'Record the decision not to share' }));
    await check(page, 'review-record');
    expect(faults).toEqual([]);
  });

  it('have none in the list of governance', async () => {
    await world.level();
    const page = await browser.newPage();
    const who = { name: 'Imran Cole', purpose: 'Information governance check', reference: 'IG-2026' };
    await signIn(page, world.baseUrl, who);
    await page.goto(`${world.baseUrl}/ig/reviews`);
    await check(page, 'ig-reviews-listed');

    expect(faults).toEqual([]);
  });
});
