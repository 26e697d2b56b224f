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
}

/**
 * When a run was last level. One that is busy never has nothing before it: it was level at a look once it has handled
 * everything up to the end of the store of that look.
 */
export class LevelWatch {
  private levelAt: number | undefined;
  private open: { readonly at: number; readonly head: StorePosition } | undefined;

  /** Takes a look into account; returns when the run was last level, undefined where it never was. */
  after({ at, head, handled, isLevel }: Look): number | undefined {
    const isDone = this.open !== undefined && handled !== null && handled >= this.open.head;
    if (isLevel) this.levelAt = at;
    else if (isDone) this.levelAt = this.open?.at;
    if (isLevel || isDone) this.open = undefined;
    if (!isLevel && head !== undefined) this.open ??= { at, head };
    return this.levelAt;
  }
}
