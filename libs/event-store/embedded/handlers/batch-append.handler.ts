import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { EventLog } from '../log/event-log.js';
import { badRequest, storeUnavailable } from '../protocol-errors.js';
import type { BatchAppendPart } from '../wire/append-requests.js';
import { batchAppendResponse } from '../wire/append-responses.js';
import { AppendIntake } from './append-intake.js';

type Call = ServerDuplexStream<BatchAppendPart, Buffer>;

/** Bytes of appends not yet answered at which a call is read no further, and at which reading goes on. */
const PAUSE_BYTES = 16 * 1024 * 1024;
const RESUME_BYTES = 4 * 1024 * 1024;
/** What an append costs at least, so that many small ones count too. */
const APPEND_BYTES = 1_024;

/** BatchAppend: any number of appends on one call, answered as each is done. */
export const handleBatchAppend = (log: EventLog) => (call: Call) => {
  const session = new BatchAppendSession(log, call);
  call.on('data', (part: BatchAppendPart) => session.take(part));
  call.on('end', () => session.end());
  call.on('cancelled', () => session.stop());
};

class BatchAppendSession {
  readonly #open = new Map<string, AppendIntake>();
  #unanswered = 0;
  #unansweredBytes = 0;
  #ended = false;
  #stopped = false;

  constructor(
    private readonly log: EventLog,
    private readonly call: Call,
  ) {}

  take(part: BatchAppendPart): void {
    if (this.#stopped) return;
    const key = part.correlation.toString('latin1');
    const intake = this.#open.get(key) ?? (part.options && new AppendIntake(part.options));
    if (!intake) return this.#fail(badRequest('An append begins with its options'));
    for (const event of part.events) intake.add(event);
    if (!part.isFinal) {
      this.#open.set(key, intake);
      return;
    }
    this.#open.delete(key);
    this.#commit(part.correlation, intake);
  }

  /** The client will send no more; what is on its way is still answered. */
  end(): void {
    this.#ended = true;
    if (this.#unanswered === 0 && !this.#stopped) this.call.end();
  }

  stop(): void {
    this.#stopped = true;
    this.#open.clear();
  }

  #commit(correlation: Buffer, intake: AppendIntake): void {
    const bytes = intake.bytes + APPEND_BYTES;
    this.#count(1, bytes);
    intake.commit(this.log).then(
      (outcome) => {
        const { stream, expected } = intake.options;
        if (!this.#stopped) this.call.write(batchAppendResponse(correlation, stream, expected, outcome));
        this.#count(-1, -bytes);
        if (this.#ended) this.end();
      },
      () => this.#fail(storeUnavailable()),
    );
  }

  #count(appends: number, bytes: number): void {
    this.#unanswered += appends;
    this.#unansweredBytes += bytes;
    if (this.#unansweredBytes > PAUSE_BYTES) this.call.pause();
    else if (this.#unansweredBytes < RESUME_BYTES && this.call.isPaused()) this.call.resume();
  }

  /** The outcome of what is in the air is unknown: the whole call fails, as it does when a node goes down. */
  #fail(error: Error): void {
    if (this.#stopped) return;
    this.stop();
    this.call.emit('error', error);
  }
}
