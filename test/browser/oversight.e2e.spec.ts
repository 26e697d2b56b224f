import type { Browser, Page } from 'playwright-core';
import { itemIdOf } from '#platform';
import { currentRuleset } from '#sharing';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from '../../apps/intake/testing/events.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../apps/workbench/testing/workbench-world.js';
import { checkPage, type PageFault } from './check-page.js';
import { launchBrowser } from './launch-browser.js';
import { clickThrough, signIn } from './sign-in.js';

/** A folder for pictures of every page. */
const pictures = process.env['BROWSER_PICTURES'];
const DAYS_LATER = '2026-11-28T10:00:00Z';
const STAFF = { name: 'Imran Cole', purpose: 'Information governance check', reference: 'IG-2026' };

describe('The tools of information governance, in a browser', () => {
  let world: WorkbenchWorld;
  let browser: Browser;
  let page: Page;
  const faults: PageFault[] = [];
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    browser = await launchBrowser();
    page = await browser.newPage();
    const subject = child('B-1');
    await world.tell(agreementEvent('A-B-1', { subject, reference: 'ATS-B-1' }));
    await world.tell(itemEvent('E-B-1', { subject }));
    await world.tell(itemEvent('E-B-2', { subject: child('B-2') }));
    await signIn(page, world.baseUrl, STAFF);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  const check = async (name: string) => void faults.push(...(await checkPage(page, name, pictures)));
  const open = (path: string) => page.goto(`${world.baseUrl}${path}`);

  it('has no serious fault where it says why an item may be seen', async () => {
    await open('/ig/decisions?outcome=PERMIT');
    await clickThrough(page, page.locator('table tbody a').first());
    await page.getByText('Rows in the order tried').first().click();
    await check('ig-item-shared');
    await open(`/ig/items/${itemIdOf(COMMUNITY_HEALTH, 'E-B-2')}`);
    await check('ig-item-withheld');
    expect(faults).toEqual([]);
  });

  it('has none where one person is checked', async () => {
    const { rows } = await world.pool.query<{ reference: string }>('SELECT reference FROM families.families');
    await open('/ig/people');
    await clickThrough(page, page.getByRole('button', { name: 'Find the family' }));
    await check('ig-people-error');
    await page.getByLabel('Family reference').fill(rows[0]?.reference ?? '');
    await clickThrough(page, page.getByRole('button', { name: 'Find the family' }));
    await check('ig-family');
    await clickThrough(page, page.locator('main li a').first());
    await check('ig-person-agreements');
    for (const view of ['Decisions', 'Who has looked']) {
      await clickThrough(page, page.locator('main').getByRole('link', { name: view, exact: true }));
      await check(`ig-person-${view.toLowerCase().replaceAll(' ', '-')}`);
    }
    expect(faults).toEqual([]);
  });

  it('has none in the consent audit and the decisions over time', async () => {
    for (const name of ['', '/consent', '/consent/standing', '/consent/changes', '/decisions/over-time']) {
      await open(`/ig${name}`);
      await check(`ig${name.replaceAll('/', '-')}`);
    }
    await open('/ig/decisions/over-time?outcome=HOLD&weeks=52');
    await check('ig-decisions-over-time-none');
    expect(faults).toEqual([]);
  });

  it('has none where a sample is drawn and reviewed', async () => {
    await open('/ig/samples');
    await clickThrough(page, page.getByRole('button', { name: 'Draw 30 random decisions' }));
    await check('ig-sample');
    await clickThrough(page, page.getByRole('button', { name: 'Review the next one' }));
    await clickThrough(page, page.getByRole('button', { name: 'Keep and go on' }));
    await check('ig-sample-review-error');
    await page.getByLabel('Agree', { exact: true }).check();
    await page.getByLabel('Why').fill('The agreement names this team.');
    await clickThrough(page, page.getByRole('button', { name: 'Keep and go on' }));
    await world.level();
    await open('/ig/samples');
    await check('ig-samples');
    expect(faults).toEqual([]);
  });

  it('has none where a look is opened, and where looks are proven to be as they were', async () => {
    await world.level();
    await open('/ig/disclosures');
    await clickThrough(page, page.locator('table tbody a', { hasText: 'seen of one person' }).first());
    await check('ig-look');
    await clickThrough(page, page.locator('main li a').first());
    expect(await page.locator('h1').textContent()).toContain('Person P-');
    world.at(new Date(DAYS_LATER));
    await open('/ig/proof');
    await clickThrough(page, page.getByRole('button', { name: 'Check now' }));
    await check('ig-proof');
    const digest = (await page.locator('.hub-digest').textContent()) ?? '';
    await page.getByLabel('Digest', { exact: true }).fill(digest);
    await clickThrough(page, page.getByRole('button', { name: 'Check now' }));
    await check('ig-proof-error');
    await page.getByLabel('Day of the digest').fill(`${DAYS_LATER.slice(0, 8)}27`);
    await clickThrough(page, page.getByRole('button', { name: 'Check now' }));
    await check('ig-proof-verified');
    expect(await page.locator('#result').textContent()).toContain('Verified');
    expect(faults).toEqual([]);
  });

  it('has none where a proposed rule set is tried', async () => {
    await open('/ig/rulesets');
    await clickThrough(page, page.getByRole('button', { name: 'Show what would change' }));
    await check('ig-rulesets-error');
    await page.getByLabel('Rule set as JSON').fill(withoutAgreements());
    await clickThrough(page, page.getByRole('button', { name: 'Show what would change' }));
    await check('ig-rulesets-compared');
    expect(faults).toEqual([]);
  });
});

/** The rule set in force, without the rows that stand on agreements, as a draft. */
function withoutAgreements(): string {
  const newest = currentRuleset(new Date('2026-11-23T09:00:00Z'));
  const rows = newest.rows.map((row) => (['D5', 'D6'].includes(row.id) ? { ...row, enabled: false } : row));
  return JSON.stringify({ ...newest, version: '2027-01.1', signedOffBy: [], rows });
}
