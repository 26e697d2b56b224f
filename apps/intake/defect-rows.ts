import type { Uuid } from '#platform';

/** So many events of one topic in a row point to a defect of the hub, not of an event. */
export const MOST_DEFECTS_IN_A_ROW = 10;

/**
 * Defects met one after another, topic by topic. Kept in memory, for this process alone: a restarted one, perhaps mended,
 * begins anew, and one that takes a topic over finds out for itself.
 */
export class DefectRows {
  /** Where the events lie that met one. */
  private readonly rows = new Map<string, Set<Uuid>>();

  /**
   * An event of the topic met a defect; true where it is one too many. The same event counts once: it comes again with its
   * batch while an engine is away, and that is no defect of the hub.
   */
  met(topic: string, place: Uuid): boolean {
    const row = this.rows.get(topic) ?? new Set<Uuid>();
    this.rows.set(topic, row.add(place));
    return this.isHalted(topic);
  }

  /** An event of the topic was taken without a defect. */
  passed(topic: string): void {
    this.rows.delete(topic);
  }

  isHalted(topic: string): boolean {
    return (this.rows.get(topic)?.size ?? 0) >= MOST_DEFECTS_IN_A_ROW;
  }

  /** Topics at which intake stands still until their next event is taken without a defect. */
  get halted(): readonly string[] {
    return [...this.rows.keys()].filter((topic) => this.isHalted(topic));
  }
}
