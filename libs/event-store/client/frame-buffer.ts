import type { ClientReadableStream } from '@grpc/grpc-js';

/** Of frames that wait, so that as many large ones as may wait do not fill the memory. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Frames of a call that arrived and were not taken yet; holds the server back when there are many. */
export class FrameBuffer {
  #frames: Buffer[] = [];
  #bytes = 0;
  #ended = false;
  #error: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(
    private readonly call: ClientReadableStream<Buffer>,
    private readonly capacity: number,
  ) {
    call.on('data', (frame: Buffer) => {
      this.#frames.push(frame);
      this.#bytes += frame.length;
      if (this.#fills(1)) call.pause();
      this.#notify();
    });
    call.on('error', (error) => this.#end(error));
    call.on('end', () => this.#end());
    call.on('close', () => this.#end());
  }

  get isEmpty(): boolean {
    return this.#frames.length === 0;
  }

  /** Frames waiting at the moment, up to `max`. */
  take(max: number): readonly Buffer[] {
    const taken = this.#frames.splice(0, max);
    for (const frame of taken) this.#bytes -= frame.length;
    if (this.call.isPaused() && !this.#fills(1 / 2)) this.call.resume();
    return taken;
  }

  /** True once nothing waits and nothing more will come. Throws where the call failed. */
  isDone(): boolean {
    if (this.#frames.length > 0) return false;
    if (this.#error) throw this.#error;
    return this.#ended;
  }

  /** Resolves when a frame waits, the call has ended, or the time is over. */
  async arrival(withinMs?: number): Promise<void> {
    if (this.#frames.length > 0 || this.#ended) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (withinMs !== undefined) timer = setTimeout(resolve, withinMs);
    });
    clearTimeout(timer);
  }

  #fills(part: number): boolean {
    return this.#frames.length >= part * this.capacity || this.#bytes >= part * MOST_BYTES;
  }

  #end(error?: Error): void {
    this.#error ??= this.#ended ? undefined : error;
    this.#ended = true;
    this.#notify();
  }

  #notify(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
