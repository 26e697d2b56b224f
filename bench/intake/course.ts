import { cpuBetween, type CpuTimes } from './cpu.js';

export interface Run {
  readonly events: number;
  readonly ms: number;
  readonly cpu: CpuTimes;
}

/** Measures from the moment when the first events are through, which warm everything up, until the last one is. */
export class Course {
  readonly done: Promise<Run>;
  private taken = 0;
  private began: { readonly at: number; readonly taken: number; readonly cpu: CpuTimes } | undefined;
  private finish: (run: Run) => void = () => undefined;

  constructor(
    private readonly warmUp: number,
    private readonly total: number,
    private readonly cpuTimes: () => CpuTimes,
  ) {
    this.done = new Promise((resolve) => (this.finish = resolve));
  }

  passed(events: number): void {
    this.taken += events;
    if (this.began) this.end(this.began);
    else if (this.taken >= this.warmUp)
      this.began = { at: performance.now(), taken: this.taken, cpu: this.cpuTimes() };
  }

  private end(began: NonNullable<Course['began']>): void {
    if (this.taken < this.total) return;
    const ms = performance.now() - began.at;
    this.finish({ events: this.total - began.taken, ms, cpu: cpuBetween(began.cpu, this.cpuTimes()) });
  }
}
