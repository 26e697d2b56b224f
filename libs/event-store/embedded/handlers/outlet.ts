import type { ServerWritableStream } from '@grpc/grpc-js';

export type ReadCall = ServerWritableStream<unknown, Buffer>;

/** The client's end of a read: writes no faster than the client reads, and knows when it has gone. */
export class Outlet {
  #stopped = false;
  #resume: (() => void) | undefined;

  constructor(
    private readonly call: ReadCall,
    onStop: () => void,
  ) {
    const stop = () => {
      this.#stopped = true;
      this.#wake();
      onStop();
    };
    call.on('cancelled', stop);
    call.on('close', stop);
    call.on('drain', () => this.#wake());
  }

  readonly isStopped = (): boolean => this.#stopped;

  async write(frame: Buffer): Promise<void> {
    if (!this.#stopped && !this.call.write(frame)) await this.#drained();
  }

  end(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.call.end();
  }

  fail(error: Error): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.call.emit('error', error);
    this.#wake();
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => (this.#resume = resolve));
  }

  #wake(): void {
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }
}
