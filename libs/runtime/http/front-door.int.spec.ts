import type { RequestListener } from 'node:http';
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
