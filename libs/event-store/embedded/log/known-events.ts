import type { EarlierEvents } from './decide-write.js';

interface Known {
  readonly id: string;
  readonly position: number;
}

/** Events that an append may repeat: those found by id in the database and those drafted earlier in the group. */
export class KnownEvents {
  readonly #streams = new Map<string, StreamEvents>();

  add(stream: string, revision: bigint, id: string, position: number): void {
    let events = this.#streams.get(stream);
    if (!events) this.#streams.set(stream, (events = new StreamEvents()));
    events.add(revision, { id, position });
  }

  of(stream: string): EarlierEvents {
    return this.#streams.get(stream) ?? NONE;
  }

  positionAt(stream: string, revision: bigint): number | undefined {
    return this.#streams.get(stream)?.positionAt(revision);
  }
}

const NONE: EarlierEvents = { idAt: () => undefined, revisionsOf: () => [] };

class StreamEvents implements EarlierEvents {
  readonly #byRevision = new Map<bigint, Known>();
  readonly #byId = new Map<string, bigint[]>();

  add(revision: bigint, known: Known): void {
    this.#byRevision.set(revision, known);
    const revisions = this.#byId.get(known.id);
    if (revisions) revisions.push(revision);
    else this.#byId.set(known.id, [revision]);
  }

  idAt(revision: bigint): string | undefined {
    return this.#byRevision.get(revision)?.id;
  }

  revisionsOf(id: string): readonly bigint[] {
    return this.#byId.get(id) ?? [];
  }

  positionAt(revision: bigint): number | undefined {
    return this.#byRevision.get(revision)?.position;
  }
}
