import type { StorePosition } from '#event-store';

/** One look at a run. */
export interface Look {
  /** When it began, ms. */
  readonly at: number;
  /** End of the event store then. */
  readonly head: StorePosition | undefined;
  /** Last event handled. */
  readonly handled: StorePosition | null;
  /** Nothing relevant was missing up to that end. */
  readonly isLevel: boolean;
  /** How long the first event that was missing had waited then, by the clocks of two machines. */
  readonly behindMs?: number;
}

/**
 * When a view was last level: before the first look, when the first event that is missing was stored. One that is busy never has nothing before it: it was level at a look once it has handled
 * everything up to the end of the store of that look.
 */
export class LevelWatch {
  private levelAt: number | undefined;
  private open: { readonly at: number; readonly head: StorePosition } | undefined;

  /** Takes a look into account; returns when the view was last level, undefined where that is not known. */
  after({ at, head, handled, isLevel, behindMs }: Look): number | undefined {
    const isDone = this.open !== undefined && handled !== null && handled >= this.open.head;
    if (isLevel) this.levelAt = at;
    else if (isDone) this.levelAt = this.open?.at;
    else if (behindMs !== undefined) this.levelAt ??= at - behindMs;
    if (isLevel || isDone) this.open = undefined;
    if (!isLevel && head !== undefined) this.open ??= { at, head };
    return this.levelAt;
  }
}
