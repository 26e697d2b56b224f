import { listenAtFrontDoor, roomOf, type FrontDoor } from './front-door.js';

const ROOMS = { gateway: 'gateway', operations: 'operations', workbench: 'workbench' };

describe('The front door', () => {
  let door: FrontDoor | undefined;
  afterEach(() => door?.close());

  it.each([
    ['/v1/events', 'gateway'],
    ['/v1/events?x=1', 'gateway'],
    ['/oauth/token', 'gateway'],
    ['/openapi.json', 'gateway'],
    ['/docs', 'gateway'],
    ['/health/ready', 'operations'],
    ['/metrics', 'operations'],
    ['/', 'workbench'],
    ['/v1x', 'workbench'],
    ['/families/v1', 'workbench'],
    ['//v1/events', 'workbench'],
    ['*', 'workbench'],
  ])('leads %s to the %s', (url, room) => {
    expect(roomOf(ROOMS, { url })).toBe(room);
  });

  it('is live but not ready until the rooms are open', async () => {
    door = await listenAtFrontDoor(0);
    const at = (path: string) => fetch(`http://127.0.0.1:${door?.port}${path}`);
    expect((await at('/health/live')).status).toBe(200);
    expect((await at('/')).status).toBe(503);
    const say = (text: string) => (_: unknown, response: { end(text: string): unknown }) =>
      void response.end(text);
    door.open({ gateway: say('gateway'), operations: say('operations'), workbench: say('workbench') });
    expect(await (await at('/v1/events')).text()).toBe('gateway');
  });

  it('says in a sentence that its port is taken', async () => {
    door = await listenAtFrontDoor(0);
    await expect(listenAtFrontDoor(door.port)).rejects.toMatchObject({ code: 'HUB.PORT_TAKEN' });
  });
});
