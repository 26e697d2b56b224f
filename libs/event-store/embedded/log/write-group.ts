import { randomUUID } from 'node:crypto';
import { decideAppend, decideDelete } from './decide-write.js';
import { stateOf, type Head, type HeadCache } from './heads.js';
import type { KnownEvents } from './known-events.js';
import {
  TOMBSTONE_REVISION,
  type AppendCommand,
  type DeleteCommand,
  type LogRecord,
  type ProposedEvent,
  type WriteCommand,
  type WriteOutcome,
} from './records.js';
import {
  isMetastream,
  METADATA_EVENT,
  metastreamOf,
  TOMBSTONE_EVENT,
  withTruncateBefore,
} from './stream-metadata.js';

export interface DraftRecord extends LogRecord {
  readonly streamId: number;
}

export interface Counters {
  /** Last position and last stream row given out. */
  position: number;
  streamId: number;
}

const EMPTY = Buffer.alloc(0);

/** Decides the commands of one group in turn and drafts what one statement will insert. */
export class WriteGroup {
  readonly records: DraftRecord[] = [];
  readonly newStreams: { readonly id: number; readonly name: string }[] = [];

  constructor(
    private readonly heads: HeadCache,
    private readonly known: KnownEvents,
    private readonly counters: Counters,
    private readonly nowMs: number,
  ) {}

  decide(command: WriteCommand): WriteOutcome {
    return command.kind === 'append' ? this.#append(command) : this.#delete(command);
  }

  #append(command: AppendCommand): WriteOutcome {
    if (this.nowMs > command.deadlineMs) return { kind: 'timeout' };
    const { stream, events } = command;
    const head = this.#head(stream);
    const state = stateOf(stream, head);
    const ids = events.map((event) => event.id);
    const verdict = decideAppend(command.expected, ids, state, this.known.of(stream));
    switch (verdict.kind) {
      case 'deleted':
        return { kind: 'stream-deleted' };
      case 'wrong-revision':
        return { kind: 'wrong-revision', actual: state.revision };
      case 'repeat': {
        const position = this.known.positionAt(stream, verdict.last) ?? this.counters.position;
        return { kind: 'written', revision: verdict.last, position };
      }
      case 'write': {
        const written = this.#write(stream, events);
        if (state.softDeleted && events.length > 0) this.#writeMetadata(stream, state.revision + 1n);
        return written;
      }
    }
  }

  #delete({ kind, stream, expected }: DeleteCommand): WriteOutcome {
    const state = stateOf(stream, this.#head(stream));
    switch (decideDelete(kind, expected, state)) {
      case 'deleted':
        return { kind: 'stream-deleted' };
      case 'wrong-revision':
        return { kind: 'wrong-revision', actual: state.revision };
      case 'write':
        return kind === 'delete' ? this.#writeMetadata(stream, 'everything') : this.#writeTombstone(stream);
    }
  }

  #write(stream: string, events: readonly ProposedEvent[]): WriteOutcome {
    const head = this.#head(stream);
    for (const event of events) this.#draft(stream, head, event, head.revision + 1n);
    return { kind: 'written', revision: head.revision, position: this.counters.position };
  }

  #writeMetadata(stream: string, before: bigint | 'everything'): WriteOutcome {
    const data = withTruncateBefore(this.#head(stream).metadata, before);
    return this.#write(metastreamOf(stream), [systemEvent(METADATA_EVENT, true, data)]);
  }

  #writeTombstone(stream: string): WriteOutcome {
    const head = this.#head(stream);
    this.#draft(stream, head, systemEvent(TOMBSTONE_EVENT, false, EMPTY), TOMBSTONE_REVISION);
    head.tombstoned = true;
    return { kind: 'written', revision: TOMBSTONE_REVISION, position: this.counters.position };
  }

  #draft(stream: string, head: Head, event: ProposedEvent, revision: bigint): void {
    const streamId = head.streamId ?? this.#addStream(stream, head);
    const position = ++this.counters.position;
    head.revision = revision;
    this.known.add(stream, revision, event.id, position);
    this.records.push({ ...event, stream, streamId, revision, position, createdMs: this.nowMs });
    if (isMetastream(stream)) this.#adoptMetadata(stream, event);
  }

  #addStream(name: string, head: Head): number {
    const id = ++this.counters.streamId;
    head.streamId = id;
    this.newStreams.push({ id, name });
    return id;
  }

  #adoptMetadata(metastream: string, event: ProposedEvent): void {
    const head = this.heads.find(metastream.slice(2));
    if (head) head.metadata = event.data;
  }

  #head(stream: string): Head {
    const head = this.heads.find(stream);
    if (!head) throw new Error('The head of a stream in the group was not loaded');
    return head;
  }
}

const systemEvent = (type: string, isJson: boolean, data: Buffer): ProposedEvent => ({
  id: randomUUID(),
  type,
  isJson,
  data,
  metadata: EMPTY,
});
