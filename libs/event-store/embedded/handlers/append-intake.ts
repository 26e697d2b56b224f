import type { EventLog } from '../log/event-log.js';
import type { ProposedEvent } from '../log/records.js';
import type { AppendOptions } from '../wire/append-options.js';
import type { AppendAnswer } from '../wire/append-responses.js';

/** Bytes that one append may hold, over all its events: EventStoreDB's default. */
export const MAX_APPEND_BYTES = 1_048_576;
/** Longest stream name, in bytes: the database's index takes no more. */
const MAX_NAME_BYTES = 2_000;
const NUL = '\0';

/** Gathers the events of one append as they arrive; keeps none once the append is too large anyway. */
export class AppendIntake {
  #events: ProposedEvent[] = [];
  #bytes = 0;
  #malformed = false;

  constructor(readonly options: AppendOptions) {}

  get bytes(): number {
    return this.#bytes;
  }

  add(event: ProposedEvent | undefined): void {
    if (!event || event.type.includes(NUL)) {
      this.#malformed = true;
      return;
    }
    this.#bytes += sizeOf(event);
    if (this.#bytes > MAX_APPEND_BYTES) this.#events = [];
    else this.#events.push(event);
  }

  /** Rejects with `EVENT_STORE.UNAVAILABLE` when the outcome is unknown. */
  async commit(log: EventLog): Promise<AppendAnswer> {
    const { stream, expected, deadlineMs } = this.options;
    if (this.#malformed || !isStreamName(stream)) return { kind: 'bad-request' };
    if (this.#bytes > MAX_APPEND_BYTES) return { kind: 'too-large', limit: MAX_APPEND_BYTES };
    return log.submit({ kind: 'append', stream, expected, events: this.#events, deadlineMs });
  }
}

export const isStreamName = (name: string): boolean =>
  name !== '' && !name.includes(NUL) && Buffer.byteLength(name) <= MAX_NAME_BYTES;

/** Type names count two bytes a character, as they do on EventStoreDB's disk. */
const sizeOf = (event: ProposedEvent): number =>
  event.data.length + event.metadata.length + 2 * event.type.length;
