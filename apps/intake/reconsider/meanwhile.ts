import type { StoredEvent, StorePosition } from '#event-store';
import type { Trigger } from './triggers.js';

interface Stored {
  readonly by: string;
  readonly position: StorePosition;
  readonly trigger: Trigger;
}

/** So many triggers are remembered; a decision older than the oldest counts as overtaken. */
const REMEMBERED = 20_000;
/** So many processes are told apart; each fold of a memory counts as one. */
const PROCESSES = 64;

/**
 * What was stored lately and by which process. A decision knows everything up to a position, and what its own process
 * stored besides; what others stored between that position and its own it could not know.
 */
export class Meanwhile {
  private readonly lastBy = new Map<string, StorePosition>();
  private readonly triggers: Stored[] = [];

  /** `since`: nothing is known of what was stored up to here. */
  constructor(private since: StorePosition) {}

  note({ position, metadata }: StoredEvent, trigger: Trigger | undefined): void {
    const by = metadata.intake ?? '';
    this.lastBy.set(by, position);
    if (this.lastBy.size > PROCESSES) this.forgetOldest();
    if (!trigger) return;
    this.triggers.push({ by, position, trigger });
    if (this.triggers.length > REMEMBERED) this.blindUpTo(this.triggers.shift()?.position);
  }

  /** True where a fact may have been stored that the decision behind the event could not know. */
  overtook(event: StoredEvent): boolean {
    const known = knownTo(event);
    if (known === undefined) return false;
    return known < this.since || this.others(event).some((last) => last > known);
  }

  /** The triggers that it could not know; undefined where nobody remembers. */
  unknownTo(event: StoredEvent): readonly Trigger[] | undefined {
    const known = knownTo(event);
    if (known === undefined || !this.overtook(event)) return [];
    if (known < this.since) return undefined;
    const from = this.triggers.findLastIndex(({ position }) => position <= known) + 1;
    return this.triggers
      .slice(from)
      .filter(({ by, position }) => by !== event.metadata.intake && position < event.position)
      .map(({ trigger }) => trigger);
  }

  private others({ metadata }: StoredEvent): readonly StorePosition[] {
    return [...this.lastBy].flatMap(([by, last]) => (by === metadata.intake ? [] : [last]));
  }

  private forgetOldest(): void {
    const [oldest] = [...this.lastBy].sort(([, a], [, b]) => (a < b ? -1 : 1));
    if (!oldest) return;
    this.lastBy.delete(oldest[0]);
    this.blindUpTo(oldest[1]);
  }

  private blindUpTo(position: StorePosition = 0n): void {
    if (position > this.since) this.since = position;
  }
}

/** Undefined where the event was not decided by a process that knew its place, as of earlier versions. */
const knownTo = ({ metadata }: StoredEvent): StorePosition | undefined =>
  metadata.knownTo === undefined ? undefined : BigInt(metadata.knownTo);
