import type { Clock } from '#platform';

interface Failures {
  readonly count: number;
  readonly since: number;
}

/** In one window, from one network. */
export const MOST_OF_NETWORK = 10;
/**
 * In one window, of one client from everywhere. So many that nobody shuts an agency out by its id, which is no secret, without a
 * hundred networks; too few to guess a secret.
 */
export const MOST_OF_CLIENT = 1_000;
export const WINDOW_MS = 5 * 60_000;
const MOST_KEYS = 10_000;

/** Counts failures for each key; after the most of five minutes the key waits until the five minutes are over. */
export class FailureLimiter {
  private readonly failures = new Map<string, Failures>();

  constructor(private readonly clock: Clock) {}

  /** Seconds to wait; 0 where the key may try. */
  waitSeconds(key: string, most: number): number {
    const found = this.current(key);
    if (!found || found.count < most) return 0;
    return Math.ceil((found.since + WINDOW_MS - this.now()) / 1000);
  }

  failed(key: string): void {
    const found = this.current(key);
    if (!found && this.failures.size >= MOST_KEYS) this.dropOldest();
    this.failures.set(key, { count: (found?.count ?? 0) + 1, since: found?.since ?? this.now() });
  }

  succeeded(key: string): void {
    this.failures.delete(key);
  }

  private current(key: string): Failures | undefined {
    const found = this.failures.get(key);
    return found && found.since + WINDOW_MS > this.now() ? found : undefined;
  }

  private dropOldest(): void {
    const [oldest] = this.failures.keys();
    if (oldest !== undefined) this.failures.delete(oldest);
  }

  private now(): number {
    return this.clock().getTime();
  }
}
