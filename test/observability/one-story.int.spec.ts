import { randomBytes } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { createAgencyRegistry, createDemoDirectory } from '#access';
import type { SourceEvent } from '#contracts';
import type { Disclosed } from '#governance';
import { itemIdOf, noMetrics, silentLogger } from '#platform';
import { startTraceReceiver, type ReceivedSpan, type TraceReceiver } from '#platform/testing';
import { parseTraceparent, startTracing, type Tracing } from '#platform/tracing';
import { createGateway } from '../../apps/gateway/create-gateway.js';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from '../../apps/intake/testing/events.js';
import type { Answer } from '../../apps/workbench/testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../apps/workbench/testing/workbench-world.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARTNERS_SPAN = 'b7ad6b7169203331';
const OWN_TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

/** Personal data as an agency sends it: none of it may be in a trace. */
const SECRETS = ['Zqmarklocal', 'Zqmarkgiven', 'Zqmarkfamily', 'Zqmarkservice', 'Zqmarkevent', '2017-05-04'];
const subject = child('Zqmarklocal-1', { names: [{ given: 'Zqmarkgiven', family: 'Zqmarkfamily' }] });
const EVENTS: readonly SourceEvent[] = [
  agreementEvent('Zqmarkevent-A', { subject, reference: 'ATS-Zqmarkevent' }),
  {
    ...itemEvent('Zqmarkevent-1', { subject, service: 'Zqmarkservice' }),
    traceparent: `00-${OWN_TRACE}-00f067aa0ba902b7-01`,
  },
];

describe('The trace of an event that a partner publishes', () => {
  let receiver: TraceReceiver;
  let tracing: Tracing;
  let world: WorkbenchWorld;
  let gateway: NestExpressApplication;
  let item: Answer;
  let spans: readonly ReceivedSpan[];

  beforeAll(async () => {
    receiver = await startTraceReceiver();
    tracing = await startTracing({ service: 'hub', endpoint: receiver.endpoint, logger: silentLogger });
    world = await openWorkbenchWorld();
    await publish();
    item = await lookAtTheItem();
    await world.level();
    await tracing.stop();
    spans = receiver.spans();
  });
  afterAll(async () => {
    await tracing.stop();
    await gateway.close();
    await world.close();
    await receiver.close();
  });

  async function publish(): Promise<void> {
    const { directory, secrets } = await createDemoDirectory();
    gateway = await createGateway({
      feed: world.engines.feed,
      registry: createAgencyRegistry(directory),
      receipts: { findReceipt: async () => undefined },
      tokenKey: randomBytes(32),
      clock: () => new Date(),
      logger: silentLogger,
      metrics: noMetrics,
    });
    const { clientId, clientSecret } = secrets[COMMUNITY_HEALTH] ?? { clientId: '', clientSecret: '' };
    const http = request(gateway.getHttpServer());
    const answer = await http
      .post('/oauth/token')
      .auth(clientId, clientSecret)
      .type('form')
      .send({ grant_type: 'client_credentials' });
    const { access_token: token } = answer.body as { access_token: string };
    for (const event of EVENTS)
      await http
        .post('/v1/events')
        .auth(token, { type: 'bearer' })
        .set('traceparent', `00-${TRACE}-${PARTNERS_SPAN}-01`)
        .type('application/cloudevents+json')
        .send(JSON.stringify(event))
        .expect(202);
    await world.engines.settled();
    await world.level();
  }

  async function lookAtTheItem(): Promise<Answer> {
    const analyst = await world.signIn('Asha Rahman', 'SCREENING');
    const form = await analyst.get('/search');
    const details = {
      ...{ given: 'Zqmarkgiven', family: 'Zqmarkfamily' },
      ...{ 'birth-day': '4', 'birth-month': '5', 'birth-year': '2017' },
    };
    const results = await analyst.submit(form, details);
    const timeline = await analyst.get(results.$('a[href^="/families/"]').first().attr('href') ?? '');
    return analyst.get(timeline.$('.hub-item__title a').attr('href') ?? '');
  }

  const named = (name: string) => spans.filter((span) => span.name === name);
  const below = (parent: ReceivedSpan, name: string) =>
    named(name).filter(({ parentSpanId }) => parentSpanId === parent.spanId);
  const linkedTo = (span: ReceivedSpan) => span.links.map(({ spanId }) => spanId);

  it('goes on at the gateway: the request, and in it the publishing', () => {
    const requests = named('POST /v1/events');
    expect(requests).toHaveLength(EVENTS.length);
    for (const received of requests) {
      expect(received).toMatchObject({ traceId: TRACE, parentSpanId: PARTNERS_SPAN, kind: 2 });
      expect(received.attributes).toEqual({
        'http.request.method': 'POST',
        'http.route': '/v1/events',
        'http.response.status_code': 202,
      });
      const [published] = below(received, 'publish events');
      expect(published).toMatchObject({ traceId: TRACE, kind: 4 });
      expect(published?.attributes['messaging.destination.name']).toBe('throughline.events.ods-G7H8J');
    }
  });

  it('is linked to the trace that the event itself names', () => {
    const links = named('publish events').flatMap((span) => span.links.map(({ traceId }) => traceId));
    expect(links).toEqual([OWN_TRACE]);
  });

  it('goes on at intake: each event in its own trace, linked to the batch that takes it', () => {
    const published = named('publish events').map(({ spanId }) => spanId);
    const taken = named('take event');
    expect(taken.map(({ parentSpanId }) => parentSpanId).sort()).toEqual(published.sort());
    for (const span of taken) {
      const batch = named('take batch').find(({ spanId }) => linkedTo(span).includes(spanId));
      expect(span).toMatchObject({ traceId: TRACE, kind: 5, failed: false });
      expect(batch && linkedTo(batch)).toContain(span.parentSpanId);
      const [planned] = batch ? below(batch, 'plan batch') : [];
      expect(planned && below(planned, 'seal contents')).toHaveLength(1);
      const [stored] = batch ? below(batch, 'store batch') : [];
      expect(stored && below(stored, 'append events').length).toBeGreaterThan(0);
    }
  });

  it('goes on with what is stored, and from there into every view that shows it', async () => {
    const [stored] = await world.engines.events(`item-${itemIdOf(COMMUNITY_HEALTH, 'Zqmarkevent-1')}`);
    const carried = parseTraceparent(stored?.metadata.traceparent);
    expect(named('take event').map(({ spanId }) => spanId)).toContain(carried?.spanId);
    const views = named('project events').filter((span) => linkedTo(span).includes(carried?.spanId ?? ''));
    const shown = views.map(({ attributes }) => attributes['throughline.projection']);
    expect([...new Set(shown)].sort()).toEqual(['considered', 'families', 'receipts', 'rhythm', 'timeline']);
  });

  it('is found from the page that shows the item, by the record of the look', async () => {
    expect(item.$('main').text()).toContain('Zqmarkservice');
    const [page] = named('GET /families/:family/items/:item');
    const [rendered] = page ? below(page, 'render page') : [];
    const [looked] = page ? below(page, 'record disclosure') : [];
    if (!page || !rendered || !looked) throw new Error('the page has no trace');
    expect(page.parentSpanId).toBeUndefined();
    expect(below(page, 'decide for viewer')).toHaveLength(1);
    expect(linkedTo(rendered)).toEqual([looked.spanId]);
    expect(below(looked, 'append events')).toHaveLength(1);
    const records = await world.engines.events('disclosure-');
    const record = records.find(({ metadata }) => metadata.traceparent?.includes(looked.spanId));
    const disclosed = record?.data as Disclosed;
    expect(disclosed.disclosure).toBe(looked.attributes['throughline.disclosure']);
    const [stored] = await world.engines.events(`item-${disclosed.items[0]?.item}`);
    expect(parseTraceparent(stored?.metadata.traceparent)?.traceId).toBe(TRACE);
    const views = named('project events').filter((span) => linkedTo(span).includes(looked.spanId));
    expect(views.map(({ attributes }) => attributes['throughline.projection']).sort()).toEqual([
      'disclosures',
      'owing',
    ]);
  });

  it('names nobody', () => {
    const text = decodeURIComponent(receiver.text()).toLowerCase();
    expect(text).toContain('take event');
    expect(SECRETS.filter((secret) => text.includes(secret.toLowerCase()))).toEqual([]);
    expect(text).not.toContain('asha');
  });
});
