interface Waiting<In, Out> {
  readonly items: readonly In[];
  readonly resolve: (out: readonly Out[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Joins what callers hand in while a flush is under way into the next flush, so that many small publishes cost one
 * durable commit. A failed flush fails every caller in it and nobody else.
 */
export class GroupCommit<In, Out> {
  private waiting: Waiting<In, Out>[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly flush: (items: readonly In[]) => Promise<readonly Out[]>,
    private readonly maxItems = 2_000,
  ) {}

  add(items: readonly In[]): Promise<readonly Out[]> {
    if (items.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      this.waiting.push({ items, resolve, reject });
      this.running ??= this.drain();
    });
  }

  /** Resolves when everything handed in so far is settled. */
  async settled(): Promise<void> {
    await this.running;
  }

  private async drain(): Promise<void> {
    // One turn of the loop, so that callers of the same turn share the first flush too.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.flushGroup(this.takeGroup());
    this.running = undefined;
  }

  private takeGroup(): readonly Waiting<In, Out>[] {
    let size = 0;
    const end = this.waiting.findIndex((each, at) => (size += each.items.length) > this.maxItems && at > 0);
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  private async flushGroup(group: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const out = await this.flush(group.flatMap((each) => each.items));
      let from = 0;
      for (const each of group) each.resolve(out.slice(from, (from += each.items.length)));
    } catch (error) {
      for (const each of group) each.reject(error);
    }
  }
}
