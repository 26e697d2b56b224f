import type { Browser, Page } from 'playwright-core';
import { agreementEvent, child, itemEvent, withdrawalEvent } from '../../apps/intake/testing/events.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../apps/workbench/testing/workbench-world.js';
import { checkPage, type PageFault } from './check-page.js';
import { launchBrowser } from './launch-browser.js';
import { chooseStaff, clickThrough, signIn } from './sign-in.js';

/** A folder for pictures of every page. */
const pictures = process.env['BROWSER_PICTURES'];
const LONG = 'Told by the nurse on the telephone, who saw it herself on two days and wrote it down. '.repeat(
  4,
);

describe('Overrides and emergency views, in a browser', () => {
  let world: WorkbenchWorld;
  let browser: Browser;
  let page: Page;
  let family = '';
  const faults: PageFault[] = [];
  const check = async (name: string) => void faults.push(...(await checkPage(page, name, pictures)));

  beforeAll(async () => {
    world = await openWorkbenchWorld();
    world.at(new Date('2026-11-25T10:00:00Z'));
    browser = await launchBrowser();
    page = await browser.newPage();
    const subject = child('B-1');
    const { sharing } = itemEvent('any').data;
    const judgement = {
      ...{
        kind: 'SIGNIFICANT_HARM' as const,
        name: 'N. Urse',
        role: 'Named nurse',
        organisation: 'Community Health',
      },
      ...{ reason: 'Seen by her', madeAt: '2026-11-20T09:00:00Z', reviewBy: '2026-12-10T17:00:00Z' },
      limb: 'WOULD_PREJUDICE',
    } as const;
    await world.tell(agreementEvent('A-B-1', { subject, reference: 'ATS-B-1' }));
    const data = { sharing: { ...sharing, basisOffered: 'D3' as const, judgement } };
    await world.tell(itemEvent('E-B-1', { subject, data }));
    await world.tell(withdrawalEvent('W-B-1', { subject, reference: 'ATS-B-1' }));
    const { rows } = await world.pool.query<{ family_id: string }>('SELECT family_id FROM families.families');
    family = rows[0]?.family_id ?? '';
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  it('have no serious fault for keyboard, screen reader or narrow screen, from asking to the review', async () => {
    await signIn(page, world.baseUrl, {
      name: 'Asha Rahman',
      purpose: 'Screening a contact',
      reference: 'C-2MX9',
    });
    await asks();
    await opensInEmergency();
    await answers();
    await reviews();
    expect(faults).toEqual([]);
  }, 240_000);

  async function asks(): Promise<void> {
    await page.goto(`${world.baseUrl}/overrides`);
    await check('overrides-empty');
    await page.goto(`${world.baseUrl}/families/${family}/timeline`);
    await check('timeline-with-a-stub');
    await clickThrough(page, page.getByRole('link', { name: 'Decide not to share' }));
    await check('not-sharing-form');
    await page.goto(`${world.baseUrl}/families/${family}/overrides/new`);
    await check('override-form');
    await clickThrough(page, page.getByRole('button', { name: 'Continue' }));
    await check('override-form-error');
    await page.getByLabel('Reasonable cause to suspect significant harm (D3)').check();
    await page.locator('input[name=items]').check();
    await page.getByLabel('Why this one is needed').fill(LONG);
    await page.locator('input[name=recipients]').first().check();
    for (const name of ['harmFeared', 'evidence', 'whyNoAgreement', 'alternatives'])
      await page.locator(`#${name}`).fill(LONG);
    await page.getByLabel('Yes', { exact: true }).check();
    for (const [part, value] of [
      ['Day', '10'],
      ['Month', '12'],
      ['Year', '2026'],
    ] as const)
      await page.getByLabel(part, { exact: true }).fill(value);
    await clickThrough(page, page.getByRole('button', { name: 'Continue' }));
    await check('override-check');
    await clickThrough(page, page.getByRole('button', { name: 'Send to authoriser' }));
    await check('override-waiting');
    await world.level();
    await page.goto(`${world.baseUrl}/overrides`);
    await check('overrides-asked');
  }

  async function opensInEmergency(): Promise<void> {
    await page.goto(`${world.baseUrl}/break-glass/${family}`);
    await check('break-glass');
    await clickThrough(page, page.getByRole('button', { name: 'Open what may be opened' }));
    await check('break-glass-error');
    for (const name of ['danger', 'judgeName', 'judgeRole', 'judgeOrganisation', 'need'])
      await page.locator(`#${name}`).fill('A threat to kill');
    await page.locator('#phone').fill('01632 960111');
    await page.getByLabel('There is no time to ask').check();
    await page.getByLabel('I will be asked about this today').check();
    await clickThrough(page, page.getByRole('button', { name: 'Open what may be opened' }));
    await check('timeline-in-emergency');
    await world.level();
  }

  async function answers(): Promise<void> {
    await inContextOf(async () => {
      await signIn(page, world.baseUrl, {
        name: 'Grace Okafor',
        purpose: 'Child protection enquiry',
        reference: 'C-2MX9',
      });
      await check('overrides-to-authorise');
      await clickThrough(page, page.locator('tbody a').first());
      await check('override-to-answer');
      await clickThrough(page, page.getByRole('button', { name: 'Authorise what is approved' }));
      await check('override-answer-error');
      await page.getByLabel('Approve', { exact: true }).check();
      await page.getByLabel('No', { exact: true }).check();
      await page.getByLabel('Why', { exact: true }).fill(LONG);
      await clickThrough(page, page.getByRole('button', { name: 'Authorise what is approved' }));
      await check('override-authorised');
      await page.goto(`${world.baseUrl}/emergency`);
      await check('emergencies');
      await clickThrough(page, page.locator('tbody a').first());
      await check('emergency-to-review');
      await clickThrough(page, page.getByRole('button', { name: 'Record the review' }));
      await check('emergency-review-error');
      await page.getByLabel('Justified', { exact: true }).check();
      await page.getByLabel('Why', { exact: true }).fill(LONG);
      await clickThrough(page, page.getByRole('button', { name: 'Record the review' }));
      await check('emergency-reviewed');
    });
  }

  async function reviews(): Promise<void> {
    await inContextOf(async () => {
      await chooseStaff(page, world.baseUrl, 'Nadia Frost');
      await check('emergencies-of-a-custodian');
    });
  }

  /** Somebody else at another desk. */
  async function inContextOf(work: () => Promise<void>): Promise<void> {
    const context = await browser.newContext();
    page = await context.newPage();
    await work();
    await context.close();
  }
});
