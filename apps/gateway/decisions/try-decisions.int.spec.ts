import { DEMO_GOVERNANCE } from '#access';
import { tableAsCases } from '#sharing';
import type { Logger } from '#platform';
import { expectedUnder } from '../../../libs/sharing/application/truth-table/check-case.js';
import { factsOf } from '../../../libs/sharing/application/truth-table/given.js';
import { readTable } from '../../../libs/sharing/application/truth-table/read-table.js';
import { HOSPITALS, startGateway, type GatewayUnderTest } from '../testing/gateway-harness.js';

interface Answers {
  readonly answers: readonly Readonly<Record<string, unknown>>[];
}

const facts = factsOf({ agreements: [{}] });
const NOW = '2026-11-25T10:00:00Z';

describe('Trying decisions', () => {
  let gateway: GatewayUnderTest;
  let governance: string;
  const logged: string[] = [];
  const post = (body: unknown, token = governance) =>
    gateway
      .http()
      .post('/v1/decisions/try')
      .auth(token, { type: 'bearer' })
      .type('application/json')
      .send(typeof body === 'string' ? body : JSON.stringify(body));

  beforeAll(async () => {
    gateway = await startGateway({ clock: () => new Date(NOW), logger: keeping(logged) });
    governance = await gateway.token(DEMO_GOVERNANCE);
  });
  afterAll(() => gateway.close());

  it('is for information governance: an agency’s token is refused with a code', async () => {
    const refused = await post({ facts }, await gateway.token(HOSPITALS)).expect(403);
    expect(refused.body).toMatchObject({ code: 'AUTH.GOVERNANCE_ONLY' });
    expect(refused.headers['content-type']).toContain('application/problem+json');
    await gateway.http().post('/v1/decisions/try').send({ facts }).expect(401);
  });

  it('gives governance a token with its scope, which publishes nothing and reads no receipts', async () => {
    const { clientId, clientSecret } = gateway.secrets[DEMO_GOVERNANCE] ?? { clientId: '', clientSecret: '' };
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const token = await gateway.http().post('/oauth/token').type('form').send(form).expect(200);
    expect(token.body).toMatchObject({ token_type: 'Bearer', scope: 'IG' });
    for (const ask of [gateway.http().post('/v1/events'), gateway.http().get('/v1/events/x/receipt')]) {
      const refused = await ask.auth(governance, { type: 'bearer' }).expect(403);
      expect(refused.body).toMatchObject({ code: 'AUTH.NOT_A_PUBLISHER' });
    }
  });

  it('answers one case in full', async () => {
    const answer = await post({ name: 'Early help', facts, explain: true }).expect(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const [one] = (answer.body as Answers).answers;
    expect(one).toMatchObject({
      ...{ name: 'Early help', outcome: 'PERMIT', row: 'D6', modifiers: [], alsoMatches: [], missing: [] },
      ...{ contentMayBeShown: true, needsReview: false, ruleset: '2026-11.2' },
      bases: { article6: ['6(1)(e)'], article9: [], confidentiality: 'Consent', engagement: 'NOT_ASKED' },
    });
    expect(one?.['rows']).toHaveLength(12);
  });

  it('answers the whole truth table in one call, each case as it is written down', async () => {
    const { answers } = (await post(tableAsCases('2026-11.2')).expect(200)).body as Answers;
    const written = readTable()
      .flatMap(({ cases }) => cases)
      .flatMap((each) => {
        const { outcome } = expectedUnder(each, '2026-11.2');
        return outcome === undefined ? [] : [[each.name, outcome]];
      });
    const told = new Map(answers.map(({ name, outcome }) => [name, outcome]));
    expect(written.length).toBeGreaterThan(400);
    expect(written.filter(([name, outcome]) => told.get(name) !== outcome)).toEqual([]);
  });

  it('answers a thousand cases in one call and refuses more', async () => {
    const cases = Array.from({ length: 1_000 }, (_, at) => ({ name: `case ${at}`, facts }));
    const { answers } = (await post(cases).expect(200)).body as Answers;
    expect(answers.map(({ name }) => name)).toEqual(cases.map(({ name }) => name));
    const refused = await post([...cases, { facts }]).expect(413);
    expect(refused.body).toMatchObject({ code: 'HTTP.TOO_MANY_CASES' });
  });

  it('answers no to a case that cannot be read, and answers the others', async () => {
    const { answers } = (await post([{ facts: { ...facts, restricted: ['MARACC'] } }, { facts }]).expect(200))
      .body as Answers;
    expect(answers[0]).toMatchObject({ outcome: 'DENY', unread: ['/facts/restricted/0'] });
    expect(answers[1]).toMatchObject({ outcome: 'PERMIT' });
  });

  it.each([
    ['no JSON', '{"facts":', 400, 'HTTP.BAD_REQUEST'],
    ['a bare word', '"facts"', 400, 'HTTP.BAD_REQUEST'],
    ['no case at all', '[]', 400, 'HTTP.BAD_REQUEST'],
    ['more than four MiB', JSON.stringify({ name: 'x'.repeat(4 * 1024 * 1024 + 1) }), 413, 'HTTP.TOO_LARGE'],
  ])('refuses %s', async (_, body, status, code) => {
    expect((await post(body).expect(status)).body).toMatchObject({ code });
  });

  it('takes JSON and nothing else', async () => {
    const answer = await gateway
      .http()
      .post('/v1/decisions/try')
      .auth(governance, { type: 'bearer' })
      .type('text/plain')
      .send('{}')
      .expect(415);
    expect(answer.body).toMatchObject({ code: 'HTTP.UNSUPPORTED_MEDIA_TYPE' });
  });

  it('stores nothing and logs nothing of what was asked', async () => {
    const before = await gateway.feed.lookup.findSourceEvent(HOSPITALS, 'PLANTED-1');
    await post({ name: 'PLANTED-1', facts: { ...facts, people: [{ who: 'PLANTED-1' }] } }).expect(200);
    await post('{"PLANTED-1"').expect(400);
    expect([before, await gateway.feed.lookup.findSourceEvent(HOSPITALS, 'PLANTED-1')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(logged.join('')).not.toContain('PLANTED-1');
  });
});

/** Keeps whatever it is handed, before anything is dropped. */
function keeping(lines: string[]): Logger {
  const keep = (message: string, fields?: object) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const logger: Logger = { debug: keep, info: keep, warn: keep, error: keep, of: () => logger };
  return logger;
}
