import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

describe('A request for which no session is made', () => {
  let world: WorkbenchWorld;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
  });
  afterAll(() => world.close());

  it('is answered all the same where its page and the page of its error fail, and others go on', async () => {
    const { hostname, port } = new URL(world.baseUrl);
    const caller = connect(Number(port), hostname);
    await once(caller, 'connect');
    caller.write('GET * HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\r\n');
    expect(await text(caller)).toMatch(/^HTTP\/1\.1 500 [^]*Sorry, there is a problem with the service/);
    expect((await world.visitor().get('/help')).status).toBe(200);
  });
});
