import { once } from 'node:events';
import { Agent, get, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { until } from '../../../test/support/until.js';
import { listenAtFrontDoor, type FrontDoor } from './front-door.js';

const HERE = { host: '127.0.0.1', port: 0 };

describe('The front door', () => {
  let door: FrontDoor | undefined;
  afterEach(() => door?.close());

  it('is live but not ready until it is opened', async () => {
    door = await listenAtFrontDoor(HERE);
    const at = (path: string) => fetch(`http://127.0.0.1:${door?.port}${path}`);
    expect((await at('/health/live')).status).toBe(200);
    expect((await at('/')).status).toBe(503);
    const answer: RequestListener = (_, response) => void response.end('open');
    door.open(answer);
    expect(await (await at('/v1/events')).text()).toBe('open');
  });

  it('closes while a caller goes on asking over a connection that is kept', async () => {
    door = await listenAtFrontDoor(HERE);
    const { port } = door;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = () =>
      new Promise<string | undefined>((resolve) => {
        const asked = get({ host: HERE.host, port, agent }, (response) => {
          response.resume().once('end', () => resolve(response.headers.connection));
        });
        asked.once('error', () => resolve('refused'));
      });
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      door?.open((_, response) => {
        answer = () => void response.end('in hand');
        resolve();
      });
    });
    const inHand = ask();
    await asked;
    const closed = door.close();
    answer();
    expect(await inHand).toBe('close');
    let isClosed = false;
    void closed.then(() => (isClosed = true));
    door.open((_, response) => void response.end('still here'));
    await until(async () => isClosed || (await ask(), false), { withinMs: 2_000, what: 'a closed door' });
    agent.destroy();
  });

  const answerToBytes = async (bytes: string): Promise<string> => {
    door = await listenAtFrontDoor(HERE);
    door.open((request, response) => void response.end(`asked for ${request.url}`));
    const caller = connect(door.port, HERE.host);
    await once(caller, 'connect');
    caller.write(bytes);
    return text(caller);
  };
  const answerTo = (target: string, method = 'GET'): Promise<string> =>
    answerToBytes(`${method} ${target} HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\r\n`);

  it.each([
    ['what is no HTTP', 'good morning\r\n\r\n', '400 Bad Request', 'HTTP.BAD_REQUEST'],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nhost: hub\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
      '431 Request Header Fields Too Large',
      'HTTP.HEADERS_TOO_LARGE',
    ],
    [
      'an expectation that nobody meets',
      'GET / HTTP/1.1\r\nhost: hub\r\nexpect: wonders\r\n\r\n',
      '417 Expectation Failed',
      'HTTP.BAD_REQUEST',
    ],
  ])('says of %s why it is refused and what to do', async (_what, bytes, status, code) => {
    const [head = '', body = ''] = (await answerToBytes(bytes)).split(/\r\n\r\n(?=.*\{)/s);
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status}\r\n`));
    expect(head).toContain('content-type: application/problem+json');
    const told = /\{.*\}/s.exec(body)?.[0] ?? 'nothing';
    expect(JSON.parse(told)).toMatchObject({ code, remedy: expect.stringMatching(/\.$/) as string });
  });

  it('writes nothing into an answer that is under way when more comes that is no HTTP', async () => {
    door = await listenAtFrontDoor(HERE);
    door.open((_, response) => void response.writeHead(200).write('begun '));
    const caller = connect(door.port, HERE.host);
    caller.on('error', () => undefined);
    await once(caller, 'connect');
    caller.write('GET / HTTP/1.1\r\nhost: hub\r\n\r\n');
    const parts: string[] = [];
    caller.setEncoding('utf8').on('data', (part: string) => parts.push(part));
    await until(() => parts.join('').includes('begun'), { withinMs: 5_000, what: 'an answer that is begun' });
    caller.write('good morning\r\n\r\n');
    await once(caller, 'close');
    expect(parts.join('')).not.toContain('HTTP.BAD_REQUEST');
  });

  it.each(['GET', 'POST', 'OPTIONS'])(
    'turns away %s of a star, which is no path to anything',
    async (method) => {
      const answer = await answerTo('*', method);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toMatch(/HTTP\.BAD_REQUEST.*"remedy"/);
      expect(answer).not.toContain('asked for');
    },
  );

  it.each([
    ['http://hub/v1/events?a=b', '/v1/events?a=b'],
    ['http://hub', '/'],
    ['http://hub?a=b', '/?a=b'],
    ['//v1/events', '//v1/events'],
  ])('takes %s, as a proxy may send it, for %s', async (target, path) => {
    const [, asked] = /asked for (\S+)/.exec(await answerTo(target)) ?? [];
    expect(asked).toBe(path);
  });

  it('says in a sentence that its port is taken', async () => {
    door = await listenAtFrontDoor(HERE);
    await expect(listenAtFrontDoor({ ...HERE, port: door.port })).rejects.toMatchObject({
      code: 'HUB.PORT_TAKEN',
    });
  });

  it('says in a sentence that its address is not of this machine', async () => {
    await expect(listenAtFrontDoor({ ...HERE, host: '192.0.2.1' })).rejects.toMatchObject({
      code: 'HUB.NOT_AN_ADDRESS',
    });
  });
});
