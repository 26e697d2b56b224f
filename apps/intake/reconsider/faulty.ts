import type { SetAsideFault, TimelineItem } from '#journey';
import type { Uuid } from '#platform';
import { codeOf, isTransient } from '../faults.js';
import type { Trigger } from './triggers.js';

/** An item that cannot be decided again, by a fault that lasts and is its own. */
export interface Faulty {
  readonly item: TimelineItem;
  readonly trigger: Trigger;
  readonly error: unknown;
}

/** Items that cannot be decided again, each once; what they are of is told by the first that failed. */
export class FaultyItems {
  private readonly found = new Map<string, Faulty>();

  constructor(before: readonly Faulty[] = []) {
    for (const each of before) this.add(each);
  }

  /** Throws what may pass by itself: that is of no item. */
  add(faulty: Faulty): void {
    if (isTransient(faulty.error)) throw faulty.error;
    const { item } = faulty.item;
    if (!this.found.has(item)) this.found.set(item, faulty);
  }

  /** What the work gives; undefined where it failed. */
  orAdd<T>(item: TimelineItem, trigger: Trigger, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.add({ item, trigger, error });
      return undefined;
    }
  }

  all(): readonly Faulty[] {
    return [...this.found.values()];
  }
}

/** True also where it cannot be told: what plans it meets the fault once more, and sets it aside. */
export function isSoOrFaulty(look: () => boolean): boolean {
  try {
    return look();
  } catch (error) {
    if (isTransient(error)) throw error;
    return true;
  }
}

export const faultOf = ({ item: { item, agency }, error }: Faulty): SetAsideFault => ({
  ...{ item, agency },
  code: codeOf(error),
});

/** By whose record it is told whether one person's items meet a fault, or everybody's. */
export const personIn = ({ item, people }: TimelineItem): Uuid =>
  (people[0]?.record ?? item) as string as Uuid;
