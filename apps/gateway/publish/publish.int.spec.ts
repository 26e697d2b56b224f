import type { AskedContent, ReceiptBody } from '#journey';
import type { AgencyId } from '#platform';
import {
  anEvent,
  HOSPITALS,
  POLICE,
  startGateway,
  type GatewayUnderTest,
} from '../testing/gateway-harness.js';

interface Result {
  readonly id?: string;
  readonly status: string;
  readonly receipt?: string;
  readonly reasons?: readonly { readonly code: string; readonly path?: string; readonly title: string }[];
}

const BATCH = 'application/cloudevents-batch+json';
const ONE = 'application/cloudevents+json';
const TOPIC = 'throughline.events.ods-RZZ';

describe('publishing events over HTTP', () => {
  let gateway: GatewayUnderTest;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  const send = async (
    type: string,
    body: unknown,
    headers: Record<string, string> = {},
    agency: AgencyId = HOSPITALS,
  ) =>
    gateway
      .http()
      .post('/v1/events')
      .set(headers)
      .auth(await gateway.token(agency), { type: 'bearer' })
      .type(type)
      .send(typeof body === 'string' ? body : JSON.stringify(body));
  const resultsOf = (answer: { body: unknown }) => (answer.body as { results: readonly Result[] }).results;
  const inFeed = async (id: string) => {
    const at = await gateway.feed.lookup.findSourceEvent(HOSPITALS, id);
    return at ? (await gateway.feed.reader.read([at]))[0] : undefined;
  };

  it('takes one event and says where its receipt will be', async () => {
    const answer = await send(ONE, anEvent('one/1'));
    expect(answer.status).toBe(202);
    expect(resultsOf(answer)).toEqual([
      { id: 'one/1', status: 'accepted', receipt: '/v1/events/one%2F1/receipt' },
    ]);
    const message = await inFeed('one/1');
    expect(JSON.parse(message?.value.toString() ?? '')).toEqual(anEvent('one/1'));
    expect(message).toMatchObject({ topic: TOPIC, key: 'local-1' });
  });

  it('keeps minutes of MAPPA and details of which only a pointer may come out of the feed itself', async () => {
    const answer = await send(BATCH, [
      anEvent('minutes-1', { data: { minutes: true, details: { note: 'Example note.' } } }),
      anEvent('adopted-1', { data: { restricted: ['ADOPTION'], details: { date: '2026-03-09' } } }),
      anEvent('held-1', { data: { restricted: ['MAPPA'], details: { date: '2026-03-09' } } }),
    ]);
    expect(resultsOf(answer).map(({ id, status, reasons }) => [id, status, reasons?.[0]?.code])).toEqual([
      ['minutes-1', 'refused', 'OUTSIDE.MAPPA_MINUTES'],
      ['adopted-1', 'refused', 'OUTSIDE.POINTER_ONLY'],
      ['held-1', 'accepted', undefined],
    ]);
    const found = await Promise.all(['minutes-1', 'adopted-1', 'held-1'].map(inFeed));
    expect(found.map((message) => message !== undefined)).toEqual([false, false, true]);
  });

  it('refuses an event nested too deep to be written, and takes the others of its batch', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const nested = (id: string) => JSON.stringify(anEvent(id, { data: 'HERE' })).replace('"HERE"', deep);
    const answer = await send(BATCH, `[${nested('deep-1')},${JSON.stringify(anEvent('beside-1'))}]`);
    expect(answer.status).toBe(202);
    expect(resultsOf(answer).map(({ id, status, reasons }) => [id, status, reasons?.[0]?.code])).toEqual([
      ['deep-1', 'refused', 'DECODE.TOO_DEEP'],
      ['beside-1', 'accepted', undefined],
    ]);
    expect(resultsOf(await send(ONE, nested('deep-2')))[0]?.reasons?.[0]?.code).toBe('DECODE.TOO_DEEP');
    const base64 = Buffer.from(deep.slice(40_000, -40_000)).toString('base64');
    const encoded = { ...anEvent('deep-3'), data: undefined, data_base64: base64 };
    expect(resultsOf(await send(ONE, encoded))[0]?.reasons?.[0]?.code).toBe('DECODE.TOO_DEEP');
  });

  it('takes a batch and answers for each event in order', async () => {
    const answer = await send(BATCH, [
      anEvent('batch-1'),
      'not an event',
      anEvent('batch-2', { source: POLICE }),
      { ...anEvent('batch-3'), type: undefined },
      anEvent('batch-4', { data: 'x'.repeat(256 * 1024) }),
      anEvent('batch-5'),
    ]);
    expect(answer.status).toBe(202);
    expect(resultsOf(answer).map(({ id, status, reasons }) => [id, status, reasons?.[0]?.code])).toEqual([
      ['batch-1', 'accepted', undefined],
      [undefined, 'refused', 'DECODE.NOT_CLOUDEVENT'],
      ['batch-2', 'refused', 'AUTH.SOURCE_NOT_AGENCY'],
      ['batch-3', 'refused', 'DECODE.NOT_CLOUDEVENT'],
      ['batch-4', 'refused', 'DECODE.TOO_LARGE'],
      ['batch-5', 'accepted', undefined],
    ]);
    expect(resultsOf(answer)[2]?.reasons).toEqual([
      {
        code: 'AUTH.SOURCE_NOT_AGENCY',
        title: 'The source is not the agency whose channel the event came by.',
        remedy: expect.any(String) as string,
        path: '/source',
      },
    ]);
    expect(await inFeed('batch-5')).toBeDefined();
    expect(await inFeed('batch-2')).toBeUndefined();
  });

  it('takes binary mode, with the attributes in headers', async () => {
    const { data, ...attributes } = anEvent('binary-1', { subject: 'Zo%C3%AB' });
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`ce-${name}`, String(value)]),
    );
    expect((await send('application/json', data, headers)).status).toBe(202);
    const event = JSON.parse((await inFeed('binary-1'))?.value.toString() ?? '') as object;
    expect(event).toMatchObject({ ...attributes, subject: 'Zoë', data, specversion: '1.0' });
  });

  it('accepts an event that is sent again', async () => {
    await send(ONE, anEvent('again'));
    expect(resultsOf(await send(ONE, anEvent('again')))[0]?.status).toBe('accepted');
  });

  it.each([
    ['a character that ends strings', 'one\u0000two'],
    ['half of a character', 'one\ud83d'],
  ])('refuses an id that holds %s, rather than ask to send it again for ever', async (_what, id) => {
    const answer = await send(ONE, anEvent(id));
    expect(answer.status).toBe(202);
    const reasons = [{ code: 'DECODE.NOT_CLOUDEVENT', path: '/id' }];
    expect(resultsOf(answer)).toMatchObject([{ status: 'refused', reasons }]);
  });

  it.each(['.', '..'])(
    'refuses the id %s, which every client takes out of the address of its receipt, and says what to do',
    async (id) => {
      expect(new URL(`/v1/events/${id.replaceAll('.', '%2e')}/receipt`, 'http://hub').pathname).not.toContain(
        id,
      );
      const [result] = resultsOf(await send(ONE, anEvent(id)));
      const remedy = expect.stringContaining('under another id') as string;
      const reasons = [{ code: 'SCHEMA.ID_NOT_IN_ADDRESS', path: '/id', remedy }];
      expect(result).toMatchObject({ status: 'refused', reasons });
      expect(await inFeed(id)).toBeUndefined();
      expect(resultsOf(await send(ONE, anEvent(`${id}.1`)))[0]?.status).toBe('accepted');
    },
  );

  it('takes an event whose subject cannot be a key, for intake to judge', async () => {
    const answer = await send(ONE, anEvent('odd-subject', { subject: 'one\u0000two' }));
    expect(resultsOf(answer)[0]?.status).toBe('accepted');
    expect(await inFeed('odd-subject')).toMatchObject({ key: 'odd-subject' });
  });

  it('finds no receipt under an id that no event can have', async () => {
    const token = await gateway.token(HOSPITALS);
    const answer = await gateway.http().get('/v1/events/one%00two/receipt').auth(token, { type: 'bearer' });
    expect(answer.status).toBe(404);
  });

  it('carries the trace and correlation ids into the feed', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const correlation = '7d2b8d1e-0000-4000-8000-000000000001';
    const answer = await send(ONE, anEvent('traced'), { traceparent, 'x-correlation-id': correlation });
    expect(answer.headers['x-correlation-id']).toBe(correlation);
    const headers = (await inFeed('traced'))?.headers;
    expect(headers).toMatchObject({ traceparent, 'throughline-correlation-id': correlation });
  });

  it.each([
    ['text that is not JSON', ONE, '{"id":', 400, 'HTTP.BAD_REQUEST'],
    ['a batch that is no list', BATCH, '{}', 400, 'HTTP.BAD_REQUEST'],
    ['another content type', 'text/plain', 'hello', 415, 'HTTP.UNSUPPORTED_MEDIA_TYPE'],
    ['plain JSON without attributes', 'application/json', '{}', 415, 'HTTP.UNSUPPORTED_MEDIA_TYPE'],
    ['more than a thousand events', BATCH, JSON.stringify(Array(1001).fill({})), 413, 'HTTP.BATCH_TOO_LARGE'],
    ['more than four megabytes', BATCH, `["${'x'.repeat(4 * 1024 * 1024)}"]`, 413, 'HTTP.TOO_LARGE'],
  ])('refuses %s with problem details', async (_what, type, body, status, code) => {
    const answer = await send(type, body);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status, code, type: `urn:throughline:problem:${code}` });
    expect(Object.keys(answer.body as object).sort()).toEqual(
      expect.arrayContaining(['code', 'instance', 'remedy', 'status', 'title', 'type']),
    );
    expect(answer.text).not.toMatch(/\.[jt]s:\d/);
  });

  it('takes a batch of 500 events at little cost', async () => {
    const events = Array.from({ length: 500 }, (_, at) => anEvent(`many-${at}`));
    const answer = await send(BATCH, events);
    expect(resultsOf(answer).filter(({ status }) => status === 'accepted')).toHaveLength(500);
  });

  it('tells in the receipt that the event is to be published again, and when it was', async () => {
    const askedAt = new Date('2026-11-20T10:00:00.000Z');
    const receiptWith = async (content: AskedContent) => {
      gateway.decided.set(`${HOSPITALS} gone-1`, {
        ...{ agency: HOSPITALS, sourceEventId: 'gone-1', outcome: 'withheld', decisions: [] },
        ...{ history: [{ at: '2026-09-20T10:00:01.000Z', outcome: 'withheld' }], rejections: [], content },
      });
      const answer = await gateway
        .http()
        .get('/v1/events/gone-1/receipt')
        .auth(await gateway.token(HOSPITALS), { type: 'bearer' });
      return (answer.body as ReceiptBody).content;
    };
    const asked = await receiptWith({ askedAt });
    expect(asked).toMatchObject({ askedAt: askedAt.toISOString(), reason: { code: 'CONTENT.ASKED' } });
    expect(asked?.reason.remedy).toMatch(/^Publish the same event again, with the same id/);
    const givenAt = new Date('2026-11-21T10:00:00.000Z');
    expect(await receiptWith({ askedAt, givenAt })).toMatchObject({
      ...{ givenAt: givenAt.toISOString(), reason: { code: 'CONTENT.GIVEN' } },
    });
  });

  it('tells the receipt once decided, `received` before, and nothing of what another agency sent', async () => {
    await send(ONE, anEvent('receipt-1'));
    const receipt = async (id: string, agency = HOSPITALS) =>
      gateway
        .http()
        .get(`/v1/events/${encodeURIComponent(id)}/receipt`)
        .auth(await gateway.token(agency), { type: 'bearer' });
    expect((await receipt('receipt-1')).body).toMatchObject({ id: 'receipt-1', state: 'received' });
    gateway.decided.set(`${HOSPITALS} receipt-1`, {
      agency: HOSPITALS,
      sourceEventId: 'receipt-1',
      outcome: 'withheld',
      decisions: [{ outcome: 'DENY', row: 'D9', reasons: ['AGREEMENT.NOT_ASKED'] }],
      history: [{ at: '2026-11-20T10:00:01.000Z', outcome: 'withheld' }],
      rejections: [],
    });
    expect((await receipt('receipt-1')).body).toMatchObject({
      id: 'receipt-1',
      state: 'withheld',
      row: 'D9',
      reasons: [{ code: 'AGREEMENT.NOT_ASKED' }],
      history: [{ state: 'withheld' }],
    });
    const theirs = await receipt('receipt-1', POLICE);
    const nobodys = await receipt('no-such-event', POLICE);
    expect([theirs.status, nobodys.status]).toEqual([404, 404]);
    expect({ ...(theirs.body as object), instance: '' }).toEqual({
      ...(nobodys.body as object),
      instance: '',
    });
  });
});

describe('the gateway under load', () => {
  it('asks to come back later, before reading the body, when it has as much in hand as it can take', async () => {
    const gateway = await startGateway({ limits: { maxBytes: 100, ownBytes: 0 } });
    const answer = await gateway
      .http()
      .post('/v1/events')
      .auth(await gateway.token(HOSPITALS), { type: 'bearer' })
      .type(ONE)
      .send(JSON.stringify(anEvent('x')));
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
    await gateway.close();
  });

  it('asks one agency to slow down without turning others away', async () => {
    const gateway = await startGateway({ limits: { maxPerAgency: 0 } });
    const token = await gateway.token(HOSPITALS);
    const answer = await gateway
      .http()
      .post('/v1/events')
      .auth(token, { type: 'bearer' })
      .type(ONE)
      .send('{}');
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '1']);
    await gateway.close();
  });

  it('says that the feed is away, and never 202, when an event could not be made durable', async () => {
    const gateway = await startGateway();
    const token = await gateway.token(HOSPITALS);
    await gateway.breakFeed();
    const answer = await gateway
      .http()
      .post('/v1/events')
      .auth(token, { type: 'bearer' })
      .type(ONE)
      .send(JSON.stringify(anEvent('lost')));
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ code: 'FEED.UNAVAILABLE' });
    expect(answer.headers['retry-after']).toBeDefined();
    await gateway.close();
  });
});

describe('what partners can read about the interface', () => {
  let gateway: GatewayUnderTest;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  it.each(['/v1/contracts', '/v1/contracts/health.was-not-brought.v1', '/v1/reason-codes', '/openapi.json'])(
    'shows %s to anyone',
    async (path) => {
      const answer = await gateway.http().get(path).expect(200);
      expect(answer.headers['content-type']).toContain('application/json');
    },
  );

  it('says which parameter is of the wrong form without repeating it', async () => {
    const answer = await gateway.http().get('/v1/contracts/Marker-Person').expect(400);
    expect(answer.body).toMatchObject({
      code: 'HTTP.BAD_REQUEST',
      detail: 'type breaks the rule matches',
    });
    expect(answer.text).not.toContain('Marker-Person');
  });

  it('answers an unknown address with problem details', async () => {
    const answer = await gateway.http().get('/nowhere').expect(404);
    expect(answer.body).toMatchObject({ code: 'HTTP.NOT_FOUND' });
  });

  it('renders the description as a page from its own assets alone', async () => {
    const page = await gateway.http().get('/docs/').expect(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    for (const [, address = ''] of page.text.matchAll(/(?:src|href)="([^"]+)"/g))
      await gateway.http().get(address).expect(200);
  });
});
