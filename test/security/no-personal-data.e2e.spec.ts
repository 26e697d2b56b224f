import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { DEMONSTRATION_STAFF } from '#access';
import type { EventData, SourceEvent } from '#contracts';
import { startTraceReceiver, type TraceReceiver } from '#platform/testing';
import { exampleOf, Partner } from '../e2e/partner.js';
import { buildHub, makeDataFolder, startHub, type HubProcess, type Running } from '../hub/hub-process.js';
import { signIn } from '../hub/staff-browser.js';
import { until } from '../support/until.js';

/** Words that no person and no program uses; each stands for one personal field of what an agency publishes. */
const MARKERS = [
  'Zqmarkgiven',
  'Zqmarkfamily',
  'Zqmarkstreet',
  'Zqmarkservice',
  'Zqmarkgiver',
  'Zqmarklocal',
];
const NHS_NUMBER = '9990001235';
const SECRETS = [...MARKERS, NHS_NUMBER, '999 000 1235', '2017-05-04'];

function marked(data: EventData): Partial<EventData> {
  const [child] = data.subjects.filter(({ role }) => role === 'child');
  if (!child) throw new Error('the example has no child');
  const names = [{ given: 'Zqmarkgiven', family: 'Zqmarkfamily' }];
  const address = { line1: '1 Zqmarkstreet Road', town: 'Northbridge', postcode: 'ZZ99 3WZ' };
  return { subjects: [{ ...child, localId: 'Zqmarklocal-1', names, address }], relationships: [] };
}

async function published(type: string, id: string, details: Record<string, unknown>): Promise<SourceEvent> {
  const event = await exampleOf(type, id, ({ data }) => ({
    ...marked(data),
    details: { ...data.details, ...details },
    recordedAt: new Date(Date.now() - 86_400_000).toISOString(),
  }));
  return { ...event, subject: 'Zqmarklocal-1' };
}

describe('Personal data', () => {
  let data: Awaited<ReturnType<typeof makeDataFolder>>;
  let hub: HubProcess;
  let running: Running;
  let traces: TraceReceiver;
  const addresses: string[] = [];

  beforeAll(async () => {
    buildHub();
    data = await makeDataFolder();
    traces = await startTraceReceiver();
    const settings = { LOG_LEVEL: 'debug', OTEL_EXPORTER_OTLP_ENDPOINT: traces.endpoint };
    hub = startHub(data.folder, ['--no-demo'], settings);
    running = await hub.ready();
    await publishJourney();
    await lookAround();
  }, 180_000);
  afterAll(async () => {
    await hub.stop();
    await traces.close();
    await data.remove();
  });

  async function publishJourney(): Promise<void> {
    const partner = (agency: string) => Partner.signIn(running.baseUrl, running.credentialsFile, agency);
    const health = await partner('urn:agency:ods:G7H8J');
    const earlyHelp = await partner('urn:agency:other:NSEH');
    await earlyHelp.publish(
      await published('agreement.given.v1', 'M-1', {
        givenBy: { name: 'Zqmarkgiver' },
        givenAt: new Date(Date.now() - 86_400_000).toISOString(),
        expiresAt: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
      }),
    );
    const missed = await published('health.was-not-brought.v1', 'M-2', { service: 'Zqmarkservice' });
    await health.publish(missed);
    const broken = { ...missed, id: 'M-3', data: { ...missed.data, statementType: 'Zqmarkservice' } };
    await health.publish(broken as unknown as SourceEvent);
    await health.untilReceipt('M-2', 'stored');
    await health.untilReceipt('M-3', 'rejected');
  }

  async function lookAround(): Promise<void> {
    const staff = DEMONSTRATION_STAFF.find(({ hub_role: role }) => role === 'ANALYST')?.sub ?? '';
    const sitting = { staff, purpose: 'SCREENING', reference: 'C-2MX9' };
    const { browser } = await signIn(running.baseUrl, sitting);
    const results = await until(
      async () => {
        const form = await browser.open(`${running.baseUrl}/search`);
        const found = await browser.submit(form, '/search', { identifier: NHS_NUMBER });
        return found.$('a[href^="/families/"]').length > 0 && found;
      },
      { what: 'the child in the search' },
    );
    const timeline = await browser.open(
      `${running.baseUrl}${results.$('a[href^="/families/"]').first().attr('href') ?? ''}`,
    );
    const item = await browser.open(
      `${running.baseUrl}${timeline.$('a[href*="/items/"]').first().attr('href') ?? ''}`,
    );
    expect(item.$('main').text()).toContain('Zqmarkservice');
    addresses.push(results.url, timeline.url, item.url);
    for (const page of [results, timeline, item])
      page.$('a[href]').each((_, link) => void addresses.push(page.$(link).attr('href') ?? ''));
  }

  const expectNone = (text: string): void => {
    const found = SECRETS.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));
    expect(found).toEqual([]);
  };

  it('is in no address that staff open or may follow', () => {
    expect(addresses.length).toBeGreaterThan(10);
    expectNone(addresses.map((address) => decodeURIComponent(address)).join('\n'));
  });

  it('is in no log line and on no terminal, not even when everything is logged', async () => {
    expect(hub.text()).toContain('"level":');
    expectNone(hub.text());
    expectNone(await readFile(`${data.folder}/postgres/postgres.log`, 'utf8').catch(() => ''));
  });

  it('is in no metric', async () => {
    expectNone(await (await fetch(`${running.baseUrl}/metrics`)).text());
  });

  it('is in no trace, though every part of the journey is in one', async () => {
    const parts = ['POST /v1/events', 'take event', 'project events', 'GET /families/:family/items/:item'];
    const sent = () => new Set(traces.spans().map(({ name }) => name));
    await until(() => parts.every((name) => sent().has(name)), { what: 'the traces of the journey' });
    expectNone(decodeURIComponent(traces.text()));
  });

  it('is in the event store only sealed: neither in a stream name nor in an event', async () => {
    const url = new URL(running.databaseUrl);
    url.pathname = '/eventstore';
    const client = new pg.Client({ connectionString: url.toString() });
    await client.connect();
    try {
      expectNone(await everythingIn(client));
    } finally {
      await client.end();
    }
  });
});

/** Every column of every table, as text, bytes decoded. */
async function everythingIn(client: pg.Client): Promise<string> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  let text = '';
  for (const { name } of tables) {
    const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
    for (const row of rows)
      for (const value of Object.values(row))
        text += Buffer.isBuffer(value) ? value.toString() : String(value);
  }
  if (!text.includes('item-')) throw new Error('The event store was read as empty');
  return text;
}
