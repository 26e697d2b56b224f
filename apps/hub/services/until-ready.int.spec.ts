import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { untilReady } from './until-ready.js';

describe('A service that does not become ready in time', () => {
  let server: Server;
  let answer: object;

  beforeEach(async () => {
    server = createServer((_, response) => response.end(JSON.stringify(answer)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => void server.close());

  const wait = (lastCode?: number) => {
    const { port } = server.address() as AddressInfo;
    return untilReady('intake', `http://127.0.0.1:${port}`, 60, () => lastCode);
  };

  it.each([
    [{ status: 'starting' }, /still starting; its lines above say what it waits for$/],
    [{ status: 'down', failing: ['feed-group', 'disk'] }, /waits for feed-group, disk$/],
    [{}, /does not answer$/],
  ])('is told of with why: %j', async (given, sentence) => {
    answer = given;
    await expect(wait()).rejects.toThrow(sentence);
  });

  it('is not waited for where it ended over a setting', async () => {
    answer = { status: 'starting' };
    await expect(wait(1)).rejects.toThrow(/ended; its line above says why$/);
  });

  it('is waited for no longer where only its views are still built, which may take hours', async () => {
    answer = { status: 'down', failing: ['views'] };
    await wait();
    answer = { status: 'down', failing: ['views', 'database'] };
    await expect(wait()).rejects.toThrow(/waits for views, database$/);
  });

  it('is no matter where it is ready', async () => {
    answer = { status: 'up', failing: [] };
    await wait();
  });
});
