/** Whether anything arrives, so that work beside it can make way. */
export class Arrivals {
  private inHand = 0;
  private lastAt = -Infinity;

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.inHand += 1;
    try {
      return await work();
    } finally {
      this.inHand -= 1;
      this.lastAt = performance.now();
    }
  }

  /** True where nothing is in hand, nor was lately, ms. */
  isQuiet(lately: number): boolean {
    return this.inHand === 0 && performance.now() - this.lastAt >= lately;
  }
}
