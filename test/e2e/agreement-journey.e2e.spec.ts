import { DEMONSTRATION_STAFF } from '#access';
import type { EventData } from '#contracts';
import { buildHub, makeDataFolder, startHub, type HubProcess, type Running } from '../hub/hub-process.js';
import { signIn, type Page, type StaffBrowser } from '../hub/staff-browser.js';
import { until } from '../support/until.js';
import { exampleOf, Partner } from './partner.js';

const HEALTH = 'urn:agency:ods:G7H8J';
const EARLY_HELP = 'urn:agency:other:NSEH';
const MISSED = 'Was not brought';

const staffOf = (role: string): string =>
  DEMONSTRATION_STAFF.find((staff) => staff.hub_role === role)?.sub ?? '';
const daysFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** The child alone, so that what is shown or withheld depends on one person's agreement. */
const childOnly = (data: EventData): Partial<EventData> => ({
  subjects: data.subjects.filter(({ role }) => role === 'child'),
  relationships: [],
  recordedAt: daysFromNow(-1),
});

describe('From a partner’s publication to the analyst’s screen', () => {
  let data: Awaited<ReturnType<typeof makeDataFolder>>;
  let hub: HubProcess;
  let running: Running;
  let health: Partner;
  let earlyHelp: Partner;
  let analyst: StaffBrowser;

  beforeAll(async () => {
    buildHub();
    data = await makeDataFolder();
    hub = startHub(data.folder, ['--no-demo']);
    running = await hub.ready();
    const partner = (agency: string) => Partner.signIn(running.baseUrl, running.credentialsFile, agency);
    health = await partner(HEALTH);
    earlyHelp = await partner(EARLY_HELP);
    const sitting = { staff: staffOf('ANALYST'), purpose: 'SCREENING', reference: 'C-2MX9' };
    analyst = (await signIn(running.baseUrl, sitting)).browser;
  }, 120_000);
  afterAll(async () => {
    await hub.stop();
    await data.remove();
  });

  /** The child's timeline as the analyst finds it by number; undefined where the search shows nobody. */
  async function findTimeline(): Promise<Page | undefined> {
    const form = await analyst.open(`${running.baseUrl}/search`);
    const results = await analyst.submit(form, '/search', { identifier: '9990001235' });
    const link = results.$('a[href^="/families/"]').first().attr('href');
    return link === undefined ? undefined : analyst.open(`${running.baseUrl}${link}`);
  }

  it('withholds an item that nobody has agreed to share, and tells its publisher so, not who answered what', async () => {
    const event = await exampleOf('health.was-not-brought.v1', 'WNB-1', ({ data: stated }) => ({
      ...childOnly(stated),
      sharing: { purpose: 'SCREENING', authority: 'CA2004_S10', existenceMayBeTold: true },
    }));
    expect(await health.publish(event)).toBe(202);
    const receipt = await health.untilReceipt('WNB-1', 'withheld');
    expect(receipt.reasons?.map(({ code }) => code)).toEqual(['AGREEMENT.NONE_IN_FORCE']);
    expect(await findTimeline()).toBeUndefined();
  });

  it('releases it when an agreement arrives, its content read again from the feed', async () => {
    const given = await exampleOf('agreement.given.v1', 'AGR-1', ({ data: stated }) => ({
      recordedAt: daysFromNow(-1),
      details: {
        ...stated.details,
        givenAt: daysFromNow(-2),
        reviewAt: undefined,
        expiresAt: daysFromNow(300),
      },
    }));
    expect(await earlyHelp.publish(given)).toBe(202);
    await earlyHelp.untilReceipt('AGR-1', 'stored');
    await health.untilReceipt('WNB-1', 'stored');
    const timeline = await until(findTimeline, { what: 'the child in the search' });
    expect(timeline.$('main').text()).toContain(MISSED);
    expect(timeline.$('main').text()).toContain('Northshire Community Health');
  });

  it('lets the analyst read why the item may be seen, on which agreement', async () => {
    const timeline = await findTimeline();
    const link = timeline?.$('a[href*="/items/"]').first().attr('href') ?? '';
    const item = await analyst.open(`${running.baseUrl}${link}`);
    const text = item.$('main').text();
    expect(text).toContain('Audiology');
    expect(text).toContain('D6');
    expect(text).toMatch(/Agreement to share\s+A-[0-9A-F]{6}/);
  });

  it('changes nothing when the same events are published again', async () => {
    const before = await health.receipt('WNB-1');
    const again = await exampleOf('health.was-not-brought.v1', 'WNB-1', ({ data: stated }) => ({
      ...childOnly(stated),
      details: { ...stated.details, service: 'Another service' },
      sharing: { purpose: 'SCREENING', authority: 'CA2004_S10', existenceMayBeTold: true },
    }));
    expect(await health.publish(again)).toBe(202);
    const told = await until(
      async () => {
        const receipt = await health.receipt('WNB-1');
        return JSON.stringify(receipt).includes('CONFLICT.SAME_ID_OTHER_CONTENT') && receipt;
      },
      { what: 'the conflict to be told' },
    );
    expect(told.state).toBe(before.state);
  });

  it('ceases sharing when the agreement is withdrawn: the next page no longer shows it', async () => {
    const withdrawn = await exampleOf('agreement.withdrawn.v1', 'AGR-2', ({ data: stated }) => ({
      recordedAt: daysFromNow(-1),
      details: { ...stated.details, withdrawnAt: daysFromNow(-0.001) },
    }));
    expect(await earlyHelp.publish(withdrawn)).toBe(202);
    const published = performance.now();
    await earlyHelp.untilReceipt('AGR-2', 'stored');
    const stored = performance.now();
    let loads = 0;
    await until(
      async () => {
        loads += 1;
        return !(await findTimeline())?.$('main').text().includes(MISSED);
      },
      { what: 'the item to be gone' },
    );
    const gone = performance.now();
    const ms = (from: number, to: number) => `${Math.round(to - from)} ms`;
    process.stdout.write(
      `Withdrawal: told as stored ${ms(published, stored)} after it was accepted, ` +
        `gone at page load ${loads} after that, ${ms(published, gone)} in all\n`,
    );
    expect(loads).toBeLessThanOrEqual(2);
    const receipt = await health.untilReceipt('WNB-1', 'ceased');
    expect(JSON.stringify(receipt)).not.toContain('WITHDRAWN');
  });

  it('shows information governance every look at the record', async () => {
    const sitting = { staff: staffOf('IG_LEAD'), purpose: 'IG_AUDIT', reference: 'A-2026' };
    const { browser } = await signIn(running.baseUrl, sitting);
    const page = await until(
      async () => {
        const looked = await browser.open(`${running.baseUrl}/ig/disclosures`);
        return looked.$('main').text().includes('One item') && looked;
      },
      { what: 'the disclosures' },
    );
    expect(page.$('main').text()).toContain('C-2MX9');
    expect(page.$('main').text()).toContain('Screening a contact');
    const link = page.$('a:contains("One item")').first().attr('href') ?? '';
    const look = await browser.open(`${running.baseUrl}${link}`);
    expect(look.$('main').text()).toContain('D6: Agreement, early help');
    expect(look.$('main').text()).not.toContain('Audiology');
  });
});
