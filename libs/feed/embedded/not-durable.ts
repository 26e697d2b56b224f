import { unavailable, type ThroughlineError } from '#platform';

/** PostgreSQL's own code for a disk without room. */
const DISK_FULL = '53100';

/** Whoever runs the hub mends a full disk; anything else passes by itself. */
export const notDurable = (cause: unknown): ThroughlineError =>
  (cause as { readonly code?: unknown }).code === DISK_FULL
    ? unavailable('FEED.STORAGE_FULL', 'The disk of the feed is full', cause)
    : unavailable('FEED.UNAVAILABLE', 'The feed could not make the messages durable', cause);
