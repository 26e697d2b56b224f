import type { Browser, Page } from 'playwright-core';
import { checkPage, skipLinkFaults, type PageFault } from './check-page.js';
import { chooseStaff, clickThrough, signIn } from './sign-in.js';

/** Somebody whom the front door may see, as the search form takes it. */
export interface KnownChild {
  readonly given: string;
  readonly family: string;
  /** ISO date. */
  readonly dateOfBirth: string;
}

export interface Walk {
  readonly baseUrl: string;
  readonly browser: Browser;
  readonly child: KnownChild;
  /** Where pictures of each page are put at both widths; none are taken where absent. */
  readonly pictures?: string;
}

export interface Walked {
  readonly faults: readonly PageFault[];
  readonly pages: readonly string[];
}

/** Opens every page as the role it is for and gathers what is seriously wrong with it. */
export async function walkEveryPage(walk: Walk): Promise<Walked> {
  const walker = new Walker(walk);
  await walker.inContext((page) => walker.public(page));
  await walker.inContext((page) => walker.analyst(page));
  await walker.inContext((page) => walker.oversight(page));
  await walker.inContext((page) => walker.operations(page));
  await walker.inContext((page) => walker.partner(page));
  return { faults: walker.faults, pages: walker.pages };
}

class Walker {
  readonly faults: PageFault[] = [];
  readonly pages: string[] = [];

  constructor(private readonly walk: Walk) {}

  async inContext(visit: (page: Page) => Promise<void>): Promise<void> {
    const context = await this.walk.browser.newContext();
    try {
      await visit(await context.newPage());
    } finally {
      await context.close();
    }
  }

  async public(page: Page): Promise<void> {
    await this.at(page, '/', 'start');
    for (const name of ['help', 'cookies', 'accessibility', 'privacy']) await this.at(page, `/${name}`, name);
    await this.at(page, '/no-such-page', 'not-found');
    await this.at(page, '/signed-out', 'signed-out');
    for (const name of ['', '/every-event', '/school.attendance-threshold.v2', '/no-such-contract'])
      await this.at(page, `/docs/contracts${name}`, `contracts${name.replace('/', '-')}`);
    await this.at(page, '/sign-in', 'demonstration-sign-in');
    await clickThrough(page, page.getByRole('button', { name: 'Sign in' }));
    await this.check(page, 'demonstration-sign-in-error');
    await page.getByLabel('Asha Rahman').check();
    await clickThrough(page, page.getByRole('button', { name: 'Sign in' }));
    await this.check(page, 'purpose');
    await clickThrough(page, page.getByRole('button', { name: 'Continue' }));
    await this.check(page, 'purpose-error');
  }

  async analyst(page: Page): Promise<void> {
    const { baseUrl, child } = this.walk;
    await signIn(page, baseUrl, { name: 'Asha Rahman', purpose: 'Screening a contact', reference: 'C-2MX9' });
    await this.check(page, 'search');
    await clickThrough(page, page.getByRole('button', { name: 'Search', exact: true }));
    await this.check(page, 'search-error');
    await page.getByLabel('Given name').fill('Nobody');
    await page.getByLabel('Family name').fill('Unheard');
    await clickThrough(page, page.getByRole('button', { name: 'Search', exact: true }));
    await this.check(page, 'results-none');
    await this.search(page, child);
    await page.getByText('Why this matched').first().click();
    await this.check(page, 'results');
    await clickThrough(page, page.getByRole('link', { name: /Open the timeline/ }).first());
    await this.family(page);
    await this.at(page, '/ig', 'wrong-role');
  }

  private async search(page: Page, { given, family, dateOfBirth }: KnownChild): Promise<void> {
    const [year = '', month = '', day = ''] = dateOfBirth.split('-');
    await page.goto(`${this.walk.baseUrl}/search`);
    await page.getByLabel('Given name').fill(given);
    await page.getByLabel('Family name').fill(family);
    await page.getByLabel('Day').fill(day);
    await page.getByLabel('Month').fill(month);
    await page.getByLabel('Year').fill(year);
    await clickThrough(page, page.getByRole('button', { name: 'Search', exact: true }));
  }

  private async family(page: Page): Promise<void> {
    const timeline = page.url();
    await this.check(page, 'timeline');
    await page.getByText('Figures as a table').click();
    await page.getByText('Filter the items').click();
    await this.check(page, 'timeline-open');
    await page.getByLabel('Health', { exact: true }).first().check();
    await clickThrough(page, page.getByRole('button', { name: 'Apply filters' }));
    await this.check(page, 'timeline-filtered');
    await page.goto(`${timeline}?to=01/01/1990`);
    await this.check(page, 'timeline-no-match');
    await page.goto(`${timeline}?from=yesterday`);
    await this.check(page, 'timeline-error');
    await page.goto(timeline);
    await clickThrough(page, page.locator('.hub-item__title a').first());
    await this.check(page, 'item');
    await clickThrough(page, page.getByRole('link', { name: 'People' }));
    await this.check(page, 'people');
    const links = ['Ask to override a refusal', 'Decide not to share', 'Open in an emergency'];
    for (const name of links) {
      await page.goto(timeline);
      await clickThrough(page, page.getByRole('link', { name }));
      await this.check(page, name.toLowerCase().replaceAll(' ', '-'));
    }
    await this.at(page, '/overrides', 'overrides');
    await this.at(page, '/reviews', 'reviews');
    await this.connection(page, timeline);
  }

  /** Of the kind that bars nothing, so that the family stays open to the rest of the walk. */
  private async connection(page: Page, timeline: string): Promise<void> {
    await page.goto(timeline);
    await clickThrough(page, page.getByRole('link', { name: 'Declare a personal connection' }));
    await this.check(page, 'declare-connection');
    await clickThrough(page, page.getByRole('button', { name: 'Declare' }));
    await this.check(page, 'declare-connection-error');
    await page.getByLabel('You know somebody in the family in another way').check();
    await page.getByLabel('How do you know?').fill('A neighbour until 2020');
    await clickThrough(page, page.getByRole('button', { name: 'Declare' }));
    await this.check(page, 'connections');
    await page.goto(timeline);
    await this.check(page, 'timeline-connected');
  }

  async oversight(page: Page): Promise<void> {
    const staff = { name: 'Imran Cole', purpose: 'Information governance check', reference: 'IG-2026' };
    await signIn(page, this.walk.baseUrl, staff);
    await this.check(page, 'oversight');
    for (const list of ['agreements', 'decisions', 'disclosures', 'reviews'])
      await this.at(page, `/ig/${list}`, `ig-${list}`);
    for (const list of ['agreements', 'decisions', 'disclosures']) {
      await page.goto(`${this.walk.baseUrl}/ig/${list}`);
      await clickThrough(page, page.locator('table tbody a').first());
      await this.check(page, `ig-one-of-${list}`);
    }
    await this.at(page, '/ig/proof?check=yes', 'ig-proof');
    await this.connections(page);
  }

  private async connections(page: Page): Promise<void> {
    await this.at(page, '/ig/connections/new', 'ig-connections-record');
    await clickThrough(page, page.getByRole('button', { name: 'Record' }));
    await this.check(page, 'ig-connections-record-error');
    await this.at(page, '/ig/connections', 'ig-connections');
    await clickThrough(page, page.locator('table tbody a').first());
    await this.check(page, 'connection');
    await clickThrough(page, page.getByRole('button', { name: 'End it' }));
    await this.check(page, 'connection-error');
  }

  /** A family that is parked has a page too, which another spec opens: a hub that is well has none. */
  async operations(page: Page): Promise<void> {
    await chooseStaff(page, this.walk.baseUrl, 'Robin Hale');
    await this.check(page, 'operations');
    await this.at(page, '/ops/rejects/SCHEMA.MISSING_FIELD', 'operations-rejects');
    await this.at(page, '/search', 'operator-wrong-role');
  }

  /** What was put back has a page too, which another spec opens: it asks a hub to do something. */
  async partner(page: Page): Promise<void> {
    await chooseStaff(page, this.walk.baseUrl, 'Nadia Osei');
    await this.check(page, 'partner');
    await this.at(page, '/partner/receipts', 'partner-receipts');
    await clickThrough(page, page.locator('table tbody a').first());
    await this.check(page, 'partner-receipt');
    await this.at(page, '/partner/rejects', 'partner-rejects');
    await this.at(page, '/partner/rejects/SCHEMA.MISSING_FIELD', 'partner-reject');
    await this.at(page, '/partner/try', 'partner-try');
    await this.at(page, '/search', 'partner-wrong-role');
    await this.signOut(page);
  }

  /** The script of the step between sends its form by itself. */
  private async signOut(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/signed-out');
    await this.check(page, 'signed-out-by-oneself');
  }

  private async at(page: Page, path: string, name: string): Promise<void> {
    await page.goto(`${this.walk.baseUrl}${path}`);
    await this.check(page, name);
    const faults = await skipLinkFaults(page);
    this.faults.push(...faults.map((fault) => ({ page: name, width: 1280, fault })));
  }

  private async check(page: Page, name: string): Promise<void> {
    this.pages.push(name);
    this.faults.push(...(await checkPage(page, name, this.walk.pictures)));
  }
}
