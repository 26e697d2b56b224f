import type { TakenPlace, TakenPlaces } from '../ports.js';
import { placeOf } from './place.js';

/** Keeps how far the group is, the newest only, and beside the work: a batch does not wait for it. */
export class KeptPlaces {
  private readonly due = new Map<string, TakenPlace>();
  private kept = new Map<string, bigint>();
  private keeping: Promise<void> | undefined;

  constructor(private readonly places: TakenPlaces | undefined) {}

  /** By place, of all members of the group, and what this one has yet to keep. */
  async find(): Promise<ReadonlyMap<string, TakenPlace>> {
    await this.whole();
    const found = (await this.places?.find()) ?? [];
    this.kept = new Map(found.map((next) => [placeOf(next), next.offset]));
    return new Map(found.map((next) => [placeOf(next), next]));
  }

  note(next: TakenPlace): void {
    if (!this.places) return;
    this.due.set(placeOf(next), next);
    // What could not be kept is due still, and said where it is waited for.
    void this.whole().catch(() => undefined);
  }

  /** Resolves when what is due now is kept. Throws what kept it from being kept. */
  async whole(): Promise<void> {
    await this.keeping?.catch(() => undefined);
    await (this.keeping ??= this.putDue().finally(() => (this.keeping = undefined)));
  }

  private async putDue(): Promise<void> {
    const next = [...this.due.values()];
    const changed = next.filter((each) => this.kept.get(placeOf(each)) !== each.offset);
    if (changed.length > 0) await this.places?.put(changed);
    for (const each of next) {
      this.kept.set(placeOf(each), each.offset);
      if (this.due.get(placeOf(each)) === each) this.due.delete(placeOf(each));
    }
  }
}
