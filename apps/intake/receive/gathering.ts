import type { FeedBatch } from '#feed';
import { inTurn } from './in-turn.js';
import type { TakeBatch } from './receive.js';

interface Waiting {
  readonly batch: FeedBatch;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export interface GatheringOptions {
  /** Most messages taken together, unless a single batch has more. */
  readonly most: number;
  /** How many gathered batches are in hand at once. */
  readonly atOnce: number;
  /** Whether an error is of one partition alone, so that the others may be taken without it. */
  readonly isOfOne: (error: unknown) => boolean;
}

/**
 * Takes batches of several partitions as one: what a batch costs is mostly waiting for disks, whatever its size, and
 * a feed of many quiet partitions hands over many small ones. One partition's trouble is found by taking each alone.
 */
export class Gathering {
  private readonly waiting: Waiting[] = [];
  private inHand = 0;

  constructor(
    private readonly takeBatch: TakeBatch,
    private readonly options: GatheringOptions,
  ) {}

  take(batch: FeedBatch): Promise<void> {
    const taken = new Promise<void>((done, failed) => this.waiting.push({ batch, done, failed }));
    this.next();
    return taken;
  }

  private next(): void {
    if (this.inHand >= this.options.atOnce || this.waiting.length === 0) return;
    this.inHand += 1;
    // In the next turn, so that what comes in this one is gathered too.
    setImmediate(() => void this.takeTogether(this.gather()));
  }

  private gather(): readonly Waiting[] {
    let messages = 0;
    const end = this.waiting.findIndex(
      ({ batch }, at) => (messages += batch.messages.length) > this.options.most && at > 0,
    );
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  private async takeTogether(together: readonly Waiting[]): Promise<void> {
    try {
      const messages = inTurn(together.map(({ batch }) => batch.messages));
      if (messages.length > 0) await this.takeBatch({ messages });
      for (const { done } of together) done();
    } catch (error) {
      if (together.length > 1 && this.options.isOfOne(error)) await this.takeApart(together);
      else for (const { failed } of together) failed(error);
    }
    this.inHand -= 1;
    this.next();
  }

  private async takeApart(together: readonly Waiting[]): Promise<void> {
    for (const { batch, done, failed } of together) await this.takeBatch(batch).then(done, failed);
  }
}
