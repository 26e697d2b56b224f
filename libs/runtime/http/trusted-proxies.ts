/**
 * Who is believed about whom a request came from, and that it came over TLS: a terminator of transport security on this
 * machine or in a private network. Of the addresses that they name, the last that is none of them is the caller's.
 */
export const TRUSTED_PROXIES = ['loopback', 'uniquelocal'];
