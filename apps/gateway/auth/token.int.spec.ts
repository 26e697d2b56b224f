import { randomBytes } from 'node:crypto';
import { DEMO_GOVERNANCE } from '#access';
import { HOSPITALS, startGateway, type GatewayUnderTest } from '../testing/gateway-harness.js';

const FORM = { grant_type: 'client_credentials' };

describe('access tokens for partner systems', () => {
  let gateway: GatewayUnderTest;
  let now = new Date('2026-11-23T09:00:00Z');
  const client = () => gateway.secrets[HOSPITALS] ?? { clientId: '', clientSecret: '' };
  const ask = (clientId: string, secret: string) =>
    gateway.http().post('/oauth/token').auth(clientId, secret).type('form').send(FORM);

  beforeEach(async () => {
    now = new Date('2026-11-23T09:00:00Z');
    gateway = await startGateway({ clock: () => now });
  });
  afterEach(() => gateway.close());

  it('gives a token for one hour to a client with its secret in the header or in the form', async () => {
    const { clientId, clientSecret } = client();
    const basic = await ask(clientId, clientSecret).expect(200);
    expect(basic.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(basic.headers['cache-control']).toBe('no-store');
    const form = { ...FORM, client_id: clientId, client_secret: clientSecret };
    await gateway.http().post('/oauth/token').type('form').send(form).expect(200);
  });

  it('answers an unknown client and a wrong secret alike, in the words of OAuth 2', async () => {
    const wrong = await ask(client().clientId, 'wrong').expect(401);
    const unknown = await ask('nobody', 'wrong').expect(401);
    expect(wrong.body).toMatchObject({ error: 'invalid_client', code: 'HTTP.UNAUTHENTICATED', status: 401 });
    expect({ ...(unknown.body as object), instance: '' }).toEqual({
      ...(wrong.body as object),
      instance: '',
    });
    expect(wrong.headers['www-authenticate']).toContain('Basic');
  });

  it('understands no other grant', async () => {
    const answer = await gateway.http().post('/oauth/token').type('form').send({ grant_type: 'password' });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: 'unsupported_grant_type' });
  });

  it.each([
    ['no compression that it is said to be', 'gzip', 400],
    ['a compression that nobody here knows', 'zstd', 415],
  ])('answers a body of %s in the words of OAuth 2 too', async (_what, encoding, status) => {
    const answer = await gateway
      .http()
      .post('/oauth/token')
      .set({ 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': encoding })
      .send('grant_type=client_credentials');
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer).toMatchObject({ status, body: { error: 'invalid_request', status } });
  });

  it('makes an address wait after ten failures, even with the right secret, until five minutes are over', async () => {
    const { clientId, clientSecret } = client();
    for (let at = 0; at < 10; at++) await ask(clientId, 'wrong').expect(401);
    const refused = await ask(clientId, clientSecret).expect(429);
    expect(Number(refused.headers['retry-after'])).toBe(300);
    now = new Date(now.getTime() + 300_000);
    await ask(clientId, clientSecret).expect(200);
  });

  it('lets no stranger behind the same proxy shut the agencies out', async () => {
    const { clientId, clientSecret } = client();
    const from = (address: string, id: string, secret: string) =>
      ask(id, secret).set('X-Forwarded-For', `198.51.100.7, ${address}`);
    for (let at = 0; at < 10; at++) await from('203.0.113.9', `guess-${at}`, 'wrong').expect(401);
    await from('203.0.113.9', 'guess-10', 'wrong').expect(429);
    await from('203.0.113.20', clientId, clientSecret).expect(200);
  });

  it('lets nobody shut an agency out who knows no more than its id', async () => {
    const { clientId, clientSecret } = client();
    const from = (address: string, secret: string) =>
      ask(clientId, secret)
        .set('X-Forwarded-For', address)
        .then(({ status }) => status);
    for (let at = 0; at < 10; at++) expect(await from('203.0.113.9', `guess-${at}`)).toBe(401);
    expect(await from('203.0.113.20', clientSecret)).toBe(200);
  });

  it('believes the named proxies alone about who calls, in a network where callers have private addresses too', async () => {
    await gateway.close();
    gateway = await startGateway({ trustedProxies: ['127.0.0.1', '::1', '10.20.0.0/16'] });
    const from = (says: string, caller: string) =>
      ask('nobody', 'guess')
        .set('X-Forwarded-For', `${says}, ${caller}, 10.20.0.3`)
        .then(({ status }) => status);
    for (let at = 0; at < 10; at++) expect(await from(`203.0.113.${at}`, '10.5.5.5')).toBe(401);
    expect(await from('203.0.113.10', '10.5.5.5')).toBe(429);
    expect(await from('203.0.113.10', '10.5.5.6')).toBe(401);
  });

  it('takes all addresses that one line of IPv6 is given for one', async () => {
    const from = (address: string, secret: string) =>
      ask('nobody', secret)
        .set('X-Forwarded-For', address)
        .then(({ status }) => status);
    for (let at = 0; at < 10; at++) expect(await from(`2001:db8:0:7::${at}`, `guess-${at}`)).toBe(401);
    expect(await from('2001:db8:0:7:ffff::1', 'guess')).toBe(429);
    expect(await from('2001:db8:0:8::1', 'guess')).toBe(401);
  });

  it('lets nobody in without a valid token, and reads none of the body first', async () => {
    const publish = () => gateway.http().post('/v1/events').type('application/cloudevents+json');
    const answer = await publish().send('not even JSON').expect(401);
    expect(answer.body).toMatchObject({ code: 'HTTP.UNAUTHENTICATED' });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const token = await gateway.token(HOSPITALS);
    await publish().auth(`${token}x`, { type: 'bearer' }).send('{}').expect(401);
    now = new Date(now.getTime() + 3_601_000);
    await publish().auth(token, { type: 'bearer' }).send('{}').expect(401);
  });

  it('ends with the secret that it was issued for, for agencies and governance alike', async () => {
    const tokenKey = randomBytes(32);
    const before = await startGateway({ tokenKey });
    // The same clients, each with another secret.
    const after = await startGateway({ tokenKey });
    const answers = async (gateway: GatewayUnderTest, path: string, token: string) =>
      (await gateway.http().post(path).auth(token, { type: 'bearer' }).type('json').send('{}')).status;
    try {
      for (const [holder, path] of [
        [HOSPITALS, '/v1/events/dry-run'],
        [DEMO_GOVERNANCE, '/v1/decisions/try'],
      ] as const) {
        const token = await before.token(holder);
        expect(await answers(before, path, token)).not.toBe(401);
        expect(await answers(after, path, token)).toBe(401);
      }
    } finally {
      await before.close();
      await after.close();
    }
  });
});
