import { type Delivery } from '../county/county.js';
import { generateCounty } from '../county/generate-county.js';
import { outcomeOf } from './batch-outcome.js';
import { backOffMs, waitAskedFor } from './patience.js';
import { publishCounty, type Progress, type PublishRequest } from './publish-county.js';

const county = generateCounty({ seed: 3, families: 12, endOn: '2026-11-23' });
const credentials = Object.fromEntries(
  county.agencies.map(({ id, key }) => [id, { clientId: key, clientSecret: `secret of ${key}` }]),
);

interface Hub {
  readonly request: PublishRequest;
  /** What each token was allowed to post, in order. */
  readonly taken: Map<string, string[]>;
  readonly pauses: number[];
  readonly tokens: string[];
}

/** A hub at the edge of the network; `answer` may speak before it takes the batch. */
function hub(
  answer: (call: number, events: readonly Delivery['event'][]) => Response | Error | undefined,
): Hub {
  const taken = new Map<string, string[]>();
  const pauses: number[] = [];
  const tokens: string[] = [];
  let calls = 0;
  const take = (init: RequestInit): Response => {
    const events = JSON.parse(init.body as string) as Delivery['event'][];
    const answered = answer((calls += 1), events);
    if (answered instanceof Error) throw answered;
    if (answered !== undefined) return answered;
    const client = new Headers(init.headers).get('authorization')?.split(' ').at(-1)?.split('#')[0] ?? '';
    taken.set(client, [...(taken.get(client) ?? []), ...events.map((event) => String(event.id))]);
    return Response.json({ results: events.map(({ id }) => ({ id, status: 'accepted' })) }, { status: 202 });
  };
  const signIn = (init: RequestInit): Response => {
    const basic = new Headers(init.headers).get('authorization')?.slice('Basic '.length) ?? '';
    const [client = ''] = Buffer.from(basic, 'base64').toString().split(':');
    tokens.push(client);
    return Response.json({ access_token: `${client}#${tokens.length}`, expires_in: 3600 });
  };
  const fake: typeof fetch = async (url, init = {}) =>
    (url instanceof Request ? url.url : String(url)).endsWith('/oauth/token') ? signIn(init) : take(init);
  const pause = async (ms: number) => pauses.push(ms);
  const request = { baseUrl: 'http://hub.invalid/', credentials, county, connection: { fetch: fake, pause } };
  return { request, taken, pauses, tokens };
}

describe('Publishing a county', () => {
  it("sends each agency's events in that agency's order, with one token each", async () => {
    const { request, taken, tokens } = hub(() => undefined);
    const outcome = await publishCounty(request);
    expect(outcome).toEqual({ accepted: county.deliveries.length, refused: 0 });
    for (const { id, key } of county.agencies) {
      const ids = county.deliveries.filter((each) => each.agency === id).map((each) => String(each.event.id));
      expect(taken.get(key) ?? []).toEqual(ids);
    }
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it('reports progress up to the last event', async () => {
    const { request } = hub(() => undefined);
    const seen: Progress[] = [];
    await publishCounty({ ...request, onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toMatchObject({ sent: county.deliveries.length, total: county.deliveries.length });
  });

  it('waits as long as a busy hub asks, and loses nothing', async () => {
    const busy = hub((call) =>
      call === 1 ? new Response(null, { status: 503, headers: { 'retry-after': '2' } }) : undefined,
    );
    await expect(publishCounty(busy.request)).resolves.toMatchObject({ accepted: county.deliveries.length });
    expect(busy.pauses).toEqual([2_000]);
  });

  it('tries again when the connection breaks', async () => {
    const broken = hub((call) => (call <= 2 ? new TypeError('fetch failed') : undefined));
    await expect(publishCounty(broken.request)).resolves.toMatchObject({ refused: 0 });
    expect(broken.pauses.length).toBeGreaterThanOrEqual(2);
  });

  it('gives up with a stable code when the hub never answers', async () => {
    const dead = hub(() => new TypeError('fetch failed'));
    await expect(publishCounty(dead.request)).rejects.toMatchObject({ code: 'SIMULATOR.HUB_UNREACHABLE' });
  });

  it('renews a token that has run out', async () => {
    const strict = hub((call) => (call === 1 ? new Response(null, { status: 401 }) : undefined));
    await expect(publishCounty(strict.request)).resolves.toMatchObject({ refused: 0 });
    expect(strict.tokens.length).toBe(new Set(strict.tokens).size + 1);
  });

  it('names the fault when the hub takes no token at all', async () => {
    const closed = hub(() => new Response(null, { status: 401 }));
    await expect(publishCounty(closed.request)).rejects.toMatchObject({
      code: 'SIMULATOR.CREDENTIALS_REFUSED',
    });
  });

  it('sends the neighbours of an event at fault all the same', async () => {
    const bad = county.deliveries.find((delivery) => delivery.expect === 'rejected')?.event.id;
    const strict = hub((_, events) =>
      events.some((event) => event.id === bad) ? new Response(null, { status: 400 }) : undefined,
    );
    const outcome = await publishCounty(strict.request);
    expect(outcome).toEqual({ accepted: county.deliveries.length - 1, refused: 1 });
  });

  it('refuses to start when an agency has no credentials', async () => {
    const { request } = hub(() => undefined);
    await expect(publishCounty({ ...request, credentials: {} })).rejects.toMatchObject({
      code: 'SIMULATOR.NO_CREDENTIALS',
    });
  });
});

describe('Patience', () => {
  it('doubles from 200 ms to ten seconds', () => {
    expect([0, 1, 2, 9].map(backOffMs)).toEqual([200, 400, 800, 10_000]);
  });

  it('reads seconds, dates and nonsense in Retry-After', () => {
    const now = Date.parse('2026-11-23T10:00:00Z');
    expect(waitAskedFor('3', 0, now)).toBe(3_000);
    expect(waitAskedFor('Mon, 23 Nov 2026 10:00:05 GMT', 0, now)).toBe(5_000);
    expect(waitAskedFor('soon', 1, now)).toBe(400);
    expect(waitAskedFor(null, 0, now)).toBe(200);
  });
});

describe('The answer to a batch', () => {
  it('says of each event whether it was taken', () => {
    const results = [{ id: 'a', status: 'accepted' }, { status: 'refused' }];
    expect(outcomeOf(JSON.stringify({ results }), 2)).toEqual({ accepted: 1, refused: 1 });
    expect(outcomeOf('', 10)).toEqual({ accepted: 10, refused: 0 });
  });
});
