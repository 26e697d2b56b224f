/** A wake-up that is not lost when it comes while nobody waits. */
export class Signal {
  private raised = false;
  private wake: (() => void) | undefined;

  raise(): void {
    this.raised = true;
    this.wake?.();
  }

  /** Resolves when raised (since the last wait), or after `ms`. */
  async wait(ms: number): Promise<void> {
    if (!this.raised && ms > 0) await this.sleep(ms);
    this.raised = false;
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
