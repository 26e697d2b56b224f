import type { Browser, Page } from 'playwright-core';
import { familyIsParked, rebuildRuns, schoolGoesQuiet } from '../../apps/workbench/testing/troubled-hub.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../apps/workbench/testing/workbench-world.js';
import { checkPage, type PageFault } from './check-page.js';
import { launchBrowser } from './launch-browser.js';
import { chooseStaff, clickThrough } from './sign-in.js';

/** Wider than a telephone where it does not break. */
const LONG_CODE = 'CONFLICT.SAME_ID_OTHER_CONTENT';
/** A folder for pictures of every page. */
const pictures = process.env['BROWSER_PICTURES'];

describe('The operations screen of a hub in trouble, in a browser', () => {
  let world: WorkbenchWorld;
  let browser: Browser;
  let page: Page;
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    browser = await launchBrowser();
    page = await browser.newPage();
    await schoolGoesQuiet(world, LONG_CODE);
    await familyIsParked(world);
    for (const [view, toldMsAgo] of [
      ['timeline', 1_000],
      ['families', 31_000],
    ] as const)
      ends.push(await rebuildRuns(world, view, toldMsAgo));
    world.feedAway(true);
    await chooseStaff(page, world.baseUrl, 'Robin Hale');
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    for (const end of ends) await end();
    await world.close();
  });

  it('has no serious fault for keyboard, screen reader or narrow screen, from its first line to a retry', async () => {
    const faults: PageFault[] = [];
    const check = async (name: string) => void faults.push(...(await checkPage(page, name, pictures)));
    await check('operations-in-trouble');
    await clickThrough(page, page.getByRole('link', { name: /^Parked family/ }));
    await check('operations-parked');
    await clickThrough(page, page.getByRole('button', { name: 'Try this family again now' }));
    await check('operations-asked');
    await clickThrough(page, page.getByRole('link', { name: LONG_CODE }));
    await check('operations-rejects-in-trouble');
    expect(faults).toEqual([]);
  });
});
