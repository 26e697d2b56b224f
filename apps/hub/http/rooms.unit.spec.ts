import { roomOf } from './rooms.js';

const ROOMS = { gateway: 'gateway', operations: 'operations', workbench: 'workbench' };

describe('The rooms behind the front door', () => {
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
  ])('%s is for the %s', (url, room) => {
    expect(roomOf(ROOMS, { url })).toBe(room);
  });
});
