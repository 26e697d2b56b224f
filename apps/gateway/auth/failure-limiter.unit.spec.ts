import { FailureLimiter, MOST_OF_CLIENT, WINDOW_MS } from './failure-limiter.js';
import { networkOf } from './network-of.js';

describe('Failed sign-ins of one client', () => {
  it('from however many places make it wait once they are as many as guessing would need', () => {
    let now = new Date('2026-11-27T04:00:00Z');
    const failures = new FailureLimiter(() => now);
    for (let at = 0; at < MOST_OF_CLIENT; at++) failures.failed('client a');
    expect(failures.waitSeconds('client a', MOST_OF_CLIENT)).toBe(300);
    expect(failures.waitSeconds('client b', MOST_OF_CLIENT)).toBe(0);
    now = new Date(now.getTime() + WINDOW_MS);
    expect(failures.waitSeconds('client a', MOST_OF_CLIENT)).toBe(0);
  });
});

describe('The network of an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:0DB8:0:0:1::', '2001:db8:0:0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
