import { instantOf, lastInstantOf } from '../time/stated-time.js';

export const isLater = (one: string | undefined, other: string | undefined): boolean =>
  instantOf(one) > instantOf(other);

/** A giving on the very day of an end that states only a day does not outlive it. */
export const outlives = (given: string | undefined, end: string): boolean =>
  instantOf(given) > lastInstantOf(end);

export const later = (one: string | undefined, other: string): string =>
  one !== undefined && lastInstantOf(one) > lastInstantOf(other) ? one : other;

export const earlier = (one: string | undefined, other: string): string =>
  one !== undefined && isLater(other, one) ? one : other;
