import type { TimelineItem } from '#journey';
import { DefectRows } from '../defect-rows.js';
import { personIn, type Faulty } from './faulty.js';
import type { StubWithContent } from './read-again.js';
import type { About } from './to-decide.js';

const ROW = 'decided again';

interface Looked {
  readonly standing: readonly About<TimelineItem>[];
  readonly stubs: readonly Pick<StubWithContent, 'held'>[];
}

/** Items of so many people in a row that meet a fault point to one of the hub, which must not close a county. */
export class FaultRows {
  private readonly rows = new DefectRows();

  /** Throws the fault where it is one too many: nothing is set aside then, and all is tried again. */
  heed({ standing, stubs }: Looked, faulty: readonly Faulty[]): void {
    const ill = new Set(faulty.map(({ item: { item } }) => item));
    const looked: readonly TimelineItem[] = [
      ...standing.map(([item]) => item),
      ...stubs.map(({ held }) => held),
    ];
    if (looked.some(({ item }) => !ill.has(item))) this.rows.passed(ROW);
    for (const { item, error } of faulty) if (this.rows.met(ROW, personIn(item))) throw error;
  }
}
