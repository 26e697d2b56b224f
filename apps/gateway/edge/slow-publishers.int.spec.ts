import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { AgencyId } from '#platform';
import { until } from '../../../test/support/until.js';
import {
  anEvent,
  HOSPITALS,
  POLICE,
  startGateway,
  type GatewayUnderTest,
} from '../testing/gateway-harness.js';
import type { LoadLimits } from './load-limits.js';

const COMMUNITY = 'urn:agency:ods:G7H8J' as AgencyId;
const ONE_BODY = 4 * 1024 * 1024;
const TOO_SLOW = {
  status: 408,
  code: 'HTTP.BODY_TOO_SLOW',
  type: 'urn:throughline:problem:HTTP.BODY_TOO_SLOW',
};

interface Dribble {
  readonly socket: Socket;
  /** All that the gateway answered, once it has ended the connection. */
  readonly answered: Promise<string>;
}

describe('publishers whose bodies come a byte at a time', () => {
  let gateway: GatewayUnderTest;
  let port: number;
  const dribbles: Dribble[] = [];
  afterEach(async () => {
    for (const { socket } of dribbles.splice(0)) socket.destroy();
    await gateway.close();
  });

  async function open(limits: Partial<LoadLimits>): Promise<void> {
    gateway = await startGateway({ limits });
    await gateway.app.listen(0, '127.0.0.1');
    port = (gateway.app.getHttpServer().address() as AddressInfo).port;
  }

  async function dribble(path: string, headers: Readonly<Record<string, string>>): Promise<Dribble> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const lines = Object.entries({ host: 'hub', 'transfer-encoding': 'chunked', ...headers });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.write(`POST ${path} HTTP/1.1\r\n${head}\r\n`);
    const drops = setInterval(() => socket.write('1\r\n[\r\n'), 10);
    const heard: Buffer[] = [];
    const answered = new Promise<string>((resolve) => {
      socket.on('data', (piece) => heard.push(piece));
      socket.on('error', () => undefined);
      socket.once('close', () => (clearInterval(drops), resolve(Buffer.concat(heard).toString())));
    });
    const begun = { socket, answered };
    dribbles.push(begun);
    return begun;
  }
  const dribbleAs = async (agency: AgencyId) =>
    dribble('/v1/events', { ...ONE, authorization: `Bearer ${await gateway.token(agency)}` });

  const publish = async (agency: AgencyId) =>
    fetch(`http://127.0.0.1:${port}/v1/events`, {
      method: 'POST',
      headers: { ...ONE, authorization: `Bearer ${await gateway.token(agency)}` },
      body: JSON.stringify(anEvent('beside-slow-ones', { source: agency })),
    }).then(({ status }) => status);

  it('use up what their own agency may have in hand, and nobody else’s', async () => {
    await open({});
    await publish(HOSPITALS);
    for (let at = 0; at < 16; at += 1) await dribbleAs(HOSPITALS);
    await until(async () => (await publish(HOSPITALS)) === 429);
    for (const other of [POLICE, COMMUNITY]) expect(await publish(other)).toBe(202);
  });

  it('leave each agency a share of its own where several have used up what all have together', async () => {
    await open({ maxBytes: 2 * ONE_BODY });
    for (const agency of [HOSPITALS, COMMUNITY]) for (let at = 0; at < 4; at += 1) await dribbleAs(agency);
    await until(async () => (await publish(HOSPITALS)) === 503);
    expect(await publish(POLICE)).toBe(202);
  });

  it('are told so after a time, and hold nothing any more', async () => {
    await open({ bodyWithinMs: 300, maxPerAgency: 1 });
    const { answered } = await dribbleAs(HOSPITALS);
    await until(async () => (await publish(HOSPITALS)) === 429);
    const [head = '', body = ''] = (await answered).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 408 /);
    expect(head.toLowerCase()).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject(TOO_SLOW);
    expect(JSON.parse(body)).toHaveProperty('remedy', expect.stringMatching(/^[A-Z].*\.$/));
    await until(async () => (await publish(HOSPITALS)) === 202);
  });

  it('are told so too where they ask for a token', async () => {
    await open({ bodyWithinMs: 300 });
    const { answered } = await dribble('/oauth/token', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(await answered).toMatch(/^HTTP\/1\.1 408 .*HTTP\.BODY_TOO_SLOW/s);
  });
});

const ONE = { 'content-type': 'application/cloudevents+json' };
