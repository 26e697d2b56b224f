import { unavailable } from '#platform';
import { HeadCache } from './heads.js';
import type { LogRecord, WriteCommand, WriteOutcome } from './records.js';
import { metastreamOf, metadataOf } from './stream-metadata.js';
import { WriteGroup } from './write-group.js';
import { WriterSession } from './writer-session.js';

interface Pending {
  readonly command: WriteCommand;
  resolve(outcome: WriteOutcome): void;
  reject(error: Error): void;
}

export interface LogWriterOptions {
  readonly databaseUrl: string;
  /** How long a new connection may wait for the writer's lock, in ms. */
  readonly lockWaitMs: number;
  /** Called after each commit, in position order, before anyone is answered. */
  readonly onCommit: (records: readonly LogRecord[]) => void;
  /** Called when a connection was made: the last position that the database holds. */
  readonly onConnect: (lastPosition: number) => void;
}

const GROUP_COMMANDS = 1_000;
const GROUP_BYTES = 4 * 1024 * 1024;
const HEADS_KEPT = 100_000;

/** The one writer: takes what is pending as a group, decides it in order, and commits it in one statement. */
export class LogWriter {
  readonly #heads = new HeadCache(HEADS_KEPT);
  #pending: Pending[] = [];
  #session: WriterSession | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(private readonly options: LogWriterOptions) {}

  /** Connects and takes the lock. Throws `EVENT_STORE.DATABASE_IN_USE`. */
  async open(): Promise<void> {
    await this.#connect();
  }

  get pending(): number {
    return this.#pending.length;
  }

  get cachedHeads(): number {
    return this.#heads.size;
  }

  /** Resolves when the command is durable or refused. Rejects with `EVENT_STORE.UNAVAILABLE`: outcome unknown. */
  submit(command: WriteCommand): Promise<WriteOutcome> {
    if (this.#stopped) return Promise.reject(stopped());
    return new Promise((resolve, reject) => {
      this.#pending.push({ command, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Finishes what is pending, then lets go of the lock. */
  async close(): Promise<void> {
    this.#stopped = true;
    await this.#running;
    await this.#session?.close();
    this.#session = undefined;
  }

  async #run(): Promise<void> {
    // Appends that arrive in the same turn as the first one belong to its group.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#pending.length > 0) await this.#commitNext();
    this.#running = undefined;
  }

  async #commitNext(): Promise<void> {
    const group = this.#take();
    try {
      const outcomes = await this.#commit(group.map((pending) => pending.command));
      group.forEach((pending, index) => {
        const outcome = outcomes[index];
        if (outcome) pending.resolve(outcome);
      });
    } catch (error) {
      await this.#abandon();
      const failure = unavailable(
        'EVENT_STORE.UNAVAILABLE',
        'The event store cannot reach its database',
        error,
      );
      // What waits behind it was sent after it and must not come to lie before it.
      for (const pending of [...group, ...this.#pending.splice(0)]) pending.reject(failure);
    }
  }

  #take(): Pending[] {
    let bytes = 0;
    let count = 0;
    for (const { command } of this.#pending) {
      bytes += sizeOf(command);
      if (count > 0 && (count >= GROUP_COMMANDS || bytes > GROUP_BYTES)) break;
      count += 1;
    }
    return this.#pending.splice(0, count);
  }

  async #commit(commands: readonly WriteCommand[]): Promise<readonly WriteOutcome[]> {
    const session = this.#session ?? (await this.#connect());
    await this.#loadHeads(session, commands.flatMap(streamsOf));
    await this.#loadHeads(
      session,
      commands
        .map((command) => command.stream)
        .filter(this.#isSoftDeleted)
        .map(metastreamOf),
    );
    const known = await this.#loadEarlier(session, commands);
    const group = new WriteGroup(this.#heads, known, session.counters, Date.now());
    const outcomes = commands.map((command) => group.decide(command));
    if (group.records.length > 0) {
      await session.insert(group.records, group.newStreams);
      this.options.onCommit(group.records);
    }
    this.#heads.trim();
    return outcomes;
  }

  async #loadHeads(session: WriterSession, streams: readonly string[]): Promise<void> {
    const unknown = [...new Set(streams)].filter((stream) => !this.#heads.has(stream));
    if (unknown.length === 0) return;
    for (const [stream, head] of await session.loadHeads(unknown)) this.#heads.set(stream, head);
  }

  /** Only appends that may repeat earlier ones cost a look-up; the first event of a new stream never does. */
  #loadEarlier(session: WriterSession, commands: readonly WriteCommand[]) {
    const doubtful = commands
      .filter((command) => command.kind === 'append')
      .filter((command) => {
        const revision = this.#heads.find(command.stream)?.revision ?? -1n;
        if (revision < 0n) return false;
        return typeof command.expected !== 'bigint' || command.expected < revision;
      });
    const ids = doubtful.flatMap((command) => command.events.map((event) => event.id));
    return session.loadEarlier(new Set(ids), new Set(doubtful.map((command) => command.stream)));
  }

  readonly #isSoftDeleted = (stream: string): boolean =>
    metadataOf(stream, this.#heads.find(stream)?.metadata).softDeleted;

  async #connect(): Promise<WriterSession> {
    const session = await WriterSession.open(this.options.databaseUrl, this.options.lockWaitMs);
    this.#session = session;
    this.options.onConnect(session.counters.position);
    return session;
  }

  /** After a failure nobody knows what was committed: forget everything and read it again. */
  async #abandon(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#heads.clear();
    await session?.close();
  }
}

const streamsOf = (command: WriteCommand): readonly string[] =>
  command.kind === 'delete' ? [command.stream, metastreamOf(command.stream)] : [command.stream];

const sizeOf = (command: WriteCommand): number =>
  command.kind === 'append' ? command.events.reduce((sum, event) => sum + event.data.length, 0) : 0;

const stopped = () => unavailable('EVENT_STORE.UNAVAILABLE', 'The event store is stopping');
