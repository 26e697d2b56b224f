import { gzipSync } from 'node:zlib';
import { anEvent, HOSPITALS, startGateway, type GatewayUnderTest } from '../testing/gateway-harness.js';

const ONE = 'application/cloudevents+json';
const FORM = 'application/x-www-form-urlencoded';

interface Told {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly remedy: string;
}

describe('What the developer of a partner system is told of a mistake', () => {
  let gateway: GatewayUnderTest;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  const post = async (body: Buffer, headers: Readonly<Record<string, string>>, path = '/v1/events') => {
    const token = await gateway.token(HOSPITALS);
    const answer = await gateway
      .http()
      .post(path)
      .auth(token, { type: 'bearer' })
      .set({ 'content-type': ONE, ...headers })
      .serialize((given: unknown) => given as string)
      .send(body);
    return answer.body as Told;
  };
  const event = Buffer.from(JSON.stringify(anEvent('mistake-1')));

  it.each([
    [
      'a compression that nobody here knows',
      event,
      { 'content-encoding': 'zstd' },
      415,
      /gzip, deflate or br/,
    ],
    [
      'a body that is not compressed as it says',
      event,
      { 'content-encoding': 'gzip' },
      400,
      /Content-Encoding/,
    ],
    ['one event of more than 256 KiB', Buffer.alloc(300 * 1024, '"x"'), {}, 413, /leave out attachments/],
  ])('names %s as what is wrong', async (_what, body, headers, status, remedy) => {
    const told = await post(body, headers);
    expect(told.status).toBe(status);
    expect(`${told.title} ${told.remedy}`).toMatch(remedy);
    expect(told.title).not.toMatch(/parameter/);
  });

  it.each([
    ['PUT', '/v1/events', 'POST'],
    ['DELETE', '/v1/events/mistake-1/receipt', 'GET'],
    ['GET', '/oauth/token', 'POST'],
  ] as const)(
    'names the method that an address takes, where it was asked by %s',
    async (method, path, takes) => {
      const ask = gateway.http()[method.toLowerCase() as 'put' | 'delete' | 'get'](path);
      const answer = await ask.auth(await gateway.token(HOSPITALS), { type: 'bearer' });
      expect(answer.status).toBe(405);
      expect(answer.headers['allow']).toBe(takes);
      expect((answer.body as Told).remedy).toContain(`Use ${takes}`);
    },
  );

  it('says of an address that is none that there is nothing', async () => {
    const answer = await gateway.http().put('/v1/nothing');
    expect(answer.body).toMatchObject({ status: 404, code: 'HTTP.NOT_FOUND' });
  });

  it('names the characters of a form that nobody here reads', async () => {
    const told = await post(
      Buffer.from('grant_type=client_credentials'),
      { 'content-type': `${FORM}; charset=utf-7` },
      '/oauth/token',
    );
    expect([told.status, told.remedy]).toEqual([415, expect.stringMatching(/UTF-8/)]);
  });

  it('takes a body that is compressed as it says', async () => {
    const compressed = gzipSync(event);
    expect(await post(compressed, { 'content-encoding': 'gzip' })).toMatchObject({
      results: [{ id: 'mistake-1', status: 'accepted' }],
    });
  });

  it('says of a receipt that is not there that the event is not known, not that the address is wrong', async () => {
    const token = await gateway.token(HOSPITALS);
    const answer = await gateway.http().get('/v1/events/never-sent/receipt').auth(token, { type: 'bearer' });
    const told = answer.body as Told;
    expect([answer.status, told.code]).toEqual([404, 'HTTP.NOT_FOUND']);
    expect(told.title).toMatch(/event/);
    expect(told.remedy).toMatch(/id/);
    expect(JSON.stringify(told)).not.toContain('never-sent');
  });

  it.each([
    ['an id that is a number', { id: 5 }],
    ['an id of more than 256 characters', { id: 'x'.repeat(257) }],
    ['no version of CloudEvents', { specversion: undefined }],
  ])('says of %s what an envelope needs', async (_what, more) => {
    const told = await post(Buffer.from(JSON.stringify(anEvent('mistake-2', more))), {});
    const { results } = told as unknown as { results: readonly { reasons: readonly Told[] }[] };
    expect(results[0]?.reasons[0]).toMatchObject({ code: 'DECODE.NOT_CLOUDEVENT' });
    expect(results[0]?.reasons[0]?.remedy).toMatch(/specversion.*128 characters/);
  });
});
