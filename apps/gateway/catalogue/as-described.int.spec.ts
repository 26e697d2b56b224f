import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createDemoDirectory, DEMO_GOVERNANCE } from '#access';
import type { RecipientId } from '#platform';
import type { GatewayDeps } from '../gateway-parts.js';
import { anEvent, HOSPITALS, startGateway, type GatewayUnderTest } from '../testing/gateway-harness.js';
import { differences, documentedStatuses, type Answer } from '../testing/described.js';

const ONE = 'application/cloudevents+json';
const FORM = 'application/x-www-form-urlencoded';
const EVENTS = '/v1/events';
const DRY_RUN = '/v1/events/dry-run';
const TRY = '/v1/decisions/try';
const RECEIPT = '/v1/events/{id}/receipt';

type Kind = 'usual' | 'full' | 'strict' | 'hasty' | 'broken';
interface Probe {
  readonly at: string;
  readonly status: number;
  readonly gateway?: Kind;
  /** Where the path has a parameter. */
  readonly url?: string;
  readonly body?: string;
  readonly type?: string;
  readonly as?: 'AGENCY' | 'OVERSIGHT' | 'NOBODY';
  readonly neverEnds?: boolean;
}

const takesBodies: readonly Probe[] = [
  {
    at: EVENTS,
    status: 202,
    body: `[${JSON.stringify(anEvent('described-1'))},5]`,
    type: 'application/cloudevents-batch+json',
  },
  { at: DRY_RUN, status: 200, body: JSON.stringify(anEvent('described-2')) },
  { at: TRY, status: 200, body: '{"facts":{}}', type: 'application/json' },
  ...[EVENTS, DRY_RUN, TRY].flatMap((at): readonly Probe[] => [
    { at, status: 400, body: '{', type: at === TRY ? 'application/json' : ONE },
    { at, status: 401, as: 'NOBODY', body: '{}' },
    { at, status: 403, as: at === TRY ? 'AGENCY' : 'OVERSIGHT', body: '{}' },
    { at, status: 408, gateway: 'hasty', neverEnds: true },
    { at, status: 413, body: 'x'.repeat(4 * 1024 * 1024 + 1) },
    { at, status: 415, type: 'text/plain', body: '{}' },
    { at, status: 429, gateway: 'strict', body: '{}' },
    { at, status: 503, gateway: 'full', body: '{}' },
  ]),
];
const PROBES: readonly Probe[] = [
  ...takesBodies,
  { at: RECEIPT, status: 200, url: '/v1/events/decided/receipt' },
  { at: RECEIPT, status: 200, url: '/v1/events/described-1/receipt' },
  { at: RECEIPT, status: 400, url: `/v1/events/${'x'.repeat(257)}/receipt` },
  { at: RECEIPT, status: 401, url: '/v1/events/x/receipt', as: 'NOBODY' },
  { at: RECEIPT, status: 403, url: '/v1/events/x/receipt', as: 'OVERSIGHT' },
  { at: RECEIPT, status: 404, url: '/v1/events/x/receipt' },
  { at: RECEIPT, status: 429, url: '/v1/events/x/receipt', gateway: 'strict' },
  { at: RECEIPT, status: 500, url: '/v1/events/x/receipt', gateway: 'broken' },
  { at: RECEIPT, status: 503, url: '/v1/events/x/receipt', gateway: 'full' },
  { at: '/oauth/token', status: 400, body: 'grant_type=password', type: FORM },
  {
    at: '/oauth/token',
    status: 401,
    body: 'grant_type=client_credentials&client_id=a&client_secret=b',
    type: FORM,
    as: 'NOBODY',
  },
  { at: '/oauth/token', status: 408, gateway: 'hasty', neverEnds: true, type: FORM },
  { at: '/oauth/token', status: 413, body: 'x'.repeat(9_000), type: FORM },
  { at: '/oauth/token', status: 415, body: 'a=b', type: `${FORM}; charset=utf-7` },
  { at: '/oauth/token', status: 503, gateway: 'full', body: 'a=b', type: FORM },
  ...['/v1/contracts', '/v1/reason-codes', '/v1/contracts/{type}'].flatMap((at): readonly Probe[] => {
    const url = at.replace('{type}', 'health.was-not-brought.v1');
    return [
      { at, status: 200, url, as: 'NOBODY' },
      { at, status: 503, url, as: 'NOBODY', gateway: 'full' },
    ];
  }),
  { at: '/v1/contracts/{type}', status: 400, url: '/v1/contracts/X', as: 'NOBODY' },
  { at: '/v1/contracts/{type}', status: 404, url: '/v1/contracts/health.nothing.v1', as: 'NOBODY' },
];
const CREDENTIALS_PROBES = [200, 429];

describe('What the gateway answers', () => {
  const gateways = new Map<Kind, GatewayUnderTest>();
  const usual = () => gateways.get('usual') as GatewayUnderTest;

  beforeAll(async () => {
    const tokenKey = randomBytes(32);
    const county = await createDemoDirectory();
    const kinds: Readonly<Record<Kind, Partial<GatewayDeps>>> = {
      usual: {},
      full: { limits: { maxRequests: 0, ownRequests: 0 } },
      strict: { limits: { maxPerAgency: 0, maxPerOversight: 0 } },
      hasty: { limits: { bodyWithinMs: 50 } },
      broken: { receipts: { findReceipt: () => Promise.reject(new TypeError('a fault of our own')) } },
    };
    for (const [kind, overrides] of Object.entries(kinds) as [Kind, Partial<GatewayDeps>][]) {
      const gateway = await startGateway({ tokenKey, county, ...overrides });
      await gateway.app.listen(0, '127.0.0.1');
      gateways.set(kind, gateway);
    }
    usual().decided.set(`${HOSPITALS} decided`, {
      ...{ agency: HOSPITALS, sourceEventId: 'decided', outcome: 'withheld' },
      decisions: [
        {
          outcome: 'DENY',
          row: 'D9',
          reasons: ['AGREEMENT.NOT_ASKED'],
          recipient: 'urn:agency:la:873/mash' as RecipientId,
        },
      ],
      history: [{ at: '2026-11-20T10:00:01.000Z', outcome: 'withheld' }],
      ...{ rejections: [], content: { askedAt: new Date('2026-11-21T10:00:00Z') } },
    });
  });
  afterAll(async () => {
    for (const gateway of gateways.values()) await gateway.close();
  });

  async function send(probe: Probe): Promise<Answer> {
    const { at, url = at, gateway = 'usual', body, type = ONE, neverEnds } = probe;
    const { as = at === TRY ? 'OVERSIGHT' : 'AGENCY' } = probe;
    const { port } = gateways.get(gateway)?.app.getHttpServer().address() as AddressInfo;
    const method = body === undefined && !neverEnds ? 'GET' : 'POST';
    const token = as === 'NOBODY' ? '' : await usual().token(as === 'AGENCY' ? HOSPITALS : DEMO_GOVERNANCE);
    const signed = as === 'NOBODY' ? {} : { authorization: `Bearer ${token}` };
    const asked = ask({
      host: '127.0.0.1',
      port,
      path: url,
      method,
      agent: false,
      headers: { 'content-type': type, ...signed },
    });
    asked.on('error', () => undefined);
    if (neverEnds) asked.write('[');
    else asked.end(body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return { at, method, status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) };
  }

  it.each(PROBES.map((probe) => [probe.status, probe.url?.slice(0, 60) ?? probe.at, probe] as const))(
    'is described where it is %i of %s',
    async (status, _at, probe) => {
      const answer = await send(probe);
      expect(answer.status).toBe(status);
      expect(differences(answer)).toEqual([]);
    },
  );

  it('is described where a token is given, and where too many tries failed', async () => {
    const { clientId, clientSecret } = usual().secrets[HOSPITALS] ?? { clientId: '', clientSecret: '' };
    const with_ = (secret: string) =>
      send({
        ...{ at: '/oauth/token', status: 200, as: 'NOBODY', type: FORM },
        body: `grant_type=client_credentials&client_id=${clientId}&client_secret=${secret}`,
      });
    const given = await with_(clientSecret);
    let refused = given;
    for (let tried = 0; refused.status !== 429 && tried < 20; tried += 1) refused = await with_('wrong');
    expect([given, refused].map(({ status }) => status)).toEqual(CREDENTIALS_PROBES);
    expect([given, refused].flatMap(differences)).toEqual([]);
  });

  it('is all that is described', () => {
    const probed = new Set(PROBES.map(({ at, status }) => `${at} ${status}`));
    for (const status of CREDENTIALS_PROBES) probed.add(`/oauth/token ${status}`);
    // What the hub answers to a fault of its own is the same everywhere; health is another room's.
    const others = documentedStatuses().filter((each) => !/ 500$|^\/health/.test(each));
    expect(others.filter((each) => !probed.has(each))).toEqual([]);
  });

  it('would be told from what is described if it differed', async () => {
    const answer = await send({ at: RECEIPT, status: 200, url: '/v1/events/decided/receipt' });
    expect(differences({ ...answer, status: 418 })).toEqual(['418 is not described']);
    expect(differences({ ...answer, body: '{"id":5,"state":"withheld","secret":1}' })).toHaveLength(2);
    expect(differences({ ...answer, headers: { 'content-type': 'text/html' } })).not.toEqual([]);
    const busy = await send({ at: RECEIPT, status: 503, url: '/v1/events/x/receipt', gateway: 'full' });
    const headers = { ...busy.headers, 'retry-after': undefined };
    expect(differences({ ...busy, headers })).toEqual(['the header Retry-After is missing']);
  });
});
