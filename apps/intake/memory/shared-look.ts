/** Lets those who ask while a look is under way share the next one: a look counts only for whom it began after. */
export class SharedLook {
  private running: Promise<unknown> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(private readonly look: () => Promise<void>) {}

  ask(): Promise<void> {
    this.next ??= this.running.then(() => {
      this.next = undefined;
      const mine = this.look();
      this.running = mine.catch(() => undefined);
      return mine;
    });
    return this.next;
  }
}
