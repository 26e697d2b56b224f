import type { Settings } from '#platform/config';

/**
 * Who is believed about whom a request came from, and that it came over TLS: a terminator of transport security on this
 * machine or in a private network. Of the addresses that they name, the last that is none of them is the caller's. Where
 * callers have private addresses too, they would be believed about themselves: then the proxies are named.
 */
export const trustedProxies = ({ trustedProxies: named }: Pick<Settings, 'trustedProxies'>): string[] =>
  named === undefined ? ['loopback', 'uniquelocal'] : [...named];
