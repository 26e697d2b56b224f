export interface LoadLimits {
  /** Requests in hand at once of all clients together, beyond their own shares, and as many of strangers. Default 256. */
  readonly maxRequests: number;
  /** Bytes of bodies in hand at once, in the same way. Default 64 MiB. */
  readonly maxBytes: number;
  /** Requests that each client may have in hand whatever others do. Default 4. */
  readonly ownRequests: number;
  /** Bytes of bodies, in the same way. Default 4 MiB: one of the largest. */
  readonly ownBytes: number;
  /** Requests in hand at once for one agency. Default 32. */
  readonly maxPerAgency: number;
  /** Bytes of bodies in hand at once for one client. Default 16 MiB. */
  readonly maxBytesPerClient: number;
  /** Requests in hand at once for one client that tries decisions. Default 4: each may hold a thousand cases. */
  readonly maxPerOversight: number;
  /** Bytes of one body. Default 4 MiB. */
  readonly maxBody: number;
  /** Milliseconds in which a whole body has to arrive. Default 30 s. */
  readonly bodyWithinMs: number;
}

const MIB = 1024 * 1024;

export const DEFAULT_LIMITS: LoadLimits = {
  maxRequests: 256,
  maxBytes: 64 * MIB,
  ownRequests: 4,
  ownBytes: 4 * MIB,
  maxPerAgency: 32,
  maxBytesPerClient: 16 * MIB,
  maxPerOversight: 4,
  maxBody: 4 * MIB,
  bodyWithinMs: 30_000,
};

/** Largest body of an address that asks for no token, in bytes. */
export const MOST_OF_STRANGERS = 8 * 1024;
