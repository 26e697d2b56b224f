import type { StoredEvent } from '#event-store';
import { emergencyEvent, type GlassBroken } from '#governance';
import type { FamilyId } from '#platform';

/** How long one is remembered after its end, ms: clocks differ, and what ended by one is looked for again. */
const KEPT_MS = 86_400_000;

/** Emergency views that last, or ended lately, by the family that they are of. People break the glass, never intake. */
export class GlassBook {
  private readonly byFamily = new Map<FamilyId, readonly GlassBroken[]>();

  /** An event of the store, in the order of the store. */
  takeIn(stored: StoredEvent): void {
    const { type, data } = emergencyEvent(stored);
    if (type !== 'GlassBroken') return;
    const kept = this.ofFamily(data.family).filter(({ until }) => isKept(until, data.at));
    this.byFamily.set(data.family, [...kept, data]);
  }

  /** In the order of their beginning, those over not left out. */
  ofFamily(family: FamilyId): readonly GlassBroken[] {
    return this.byFamily.get(family) ?? [];
  }

  lasting(now: Date): readonly GlassBroken[] {
    return [...this.byFamily.values()].flat().filter(({ until }) => now < new Date(until));
  }
}

const isKept = (until: string, at: string): boolean => Date.parse(until) + KEPT_MS > Date.parse(at);
