import { codeOf } from '../faults.js';

/** So long a fault may pass by itself, as while a view catches up, ms. */
const PATIENCE_MS = 60_000;
/** Not met for so long it has passed, or another process has taken the work over and tells of it, ms. */
const PASSED_MS = 180_000;

/** What is done again and again: following the event store, and looking for what ended by the clock. */
type Work = 'following' | 'clock';

interface Fault {
  readonly code: string;
  readonly since: number;
  readonly metAt: number;
}

/** What keeps deciding again from going on. It tries for ever, so that without this a log alone would tell. */
export class Standing {
  private readonly faults = new Map<Work, Fault>();

  constructor(
    private readonly patienceMs = PATIENCE_MS,
    private readonly steadyNow = () => performance.now(),
  ) {}

  /** The same, with a fault of it noted. That it was stopped is none. */
  during<T>(work: Work, doing: Promise<T>, stopping?: AbortSignal): Promise<T> {
    return doing.catch((error: unknown) => {
      if (!stopping?.aborted) this.met(work, error);
      throw error;
    });
  }

  passed(work: Work): void {
    this.faults.delete(work);
  }

  /** Of a fault that has lasted. */
  get code(): string | undefined {
    const now = this.steadyNow();
    const lasts = ({ since, metAt }: Fault) => now - since >= this.patienceMs && now - metAt < PASSED_MS;
    return [...this.faults.values()].find(lasts)?.code;
  }

  private met(work: Work, error: unknown): void {
    const now = this.steadyNow();
    const before = this.faults.get(work);
    const since = before && now - before.metAt < PASSED_MS ? before.since : now;
    this.faults.set(work, { code: codeOf(error), since, metAt: now });
  }
}
