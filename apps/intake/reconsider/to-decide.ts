import type { HeldItem, SharedItem } from '#journey';
import type { StubWithContent } from './read-again.js';
import type { Faulty } from './faulty.js';
import type { Trigger } from './triggers.js';
import type { Concern, DoubtfulFact } from './work.js';

export interface ToDecide {
  readonly triggers: readonly Trigger[];
  /** Items that were decided without a trigger before them. */
  readonly concerns: readonly Concern[];
  readonly facts: readonly DoubtfulFact[];
}

export type About<Item, Of = Trigger> = readonly [item: Item, trigger: Of];

/** What there is to decide, read from the views and the feed. */
export interface ReadToDecide {
  readonly facts: readonly DoubtfulFact[];
  readonly standing: readonly About<SharedItem>[];
  readonly stubs: readonly StubWithContent[];
  /** Stubs whose content the feed no longer has. */
  readonly gone: readonly About<HeldItem>[];
  /** What cannot even be read or looked at. */
  readonly faulty: readonly Faulty[];
}

export const isNothing = ({ facts, standing, stubs, gone, faulty }: ReadToDecide): boolean =>
  facts.length + standing.length + stubs.length + gone.length + faulty.length === 0;
