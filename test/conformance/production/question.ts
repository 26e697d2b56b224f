import { connectEventStore, type EventStore } from '#event-store';

/** Things done to the server from outside, which no client can. */
export interface Hooks {
  /** Stops the server and starts it again, or one node after the other. */
  readonly restart?: () => Promise<void>;
  /** Has another node lead. */
  readonly changeLeader?: () => Promise<void>;
}

export interface ProductionQuestion {
  readonly name: string;
  /** Why it cannot be asked here, in a few plain words; undefined where it can. */
  whyNot(target: Target): string | undefined;
  /** What was not as it should be, one sentence each; none where the server and the hub's client do well together. */
  ask(target: Target): Promise<readonly string[]>;
}

/** The server under question, asked through the hub's own client. */
export class Target {
  readonly #open: EventStore[] = [];

  constructor(
    readonly url: string,
    readonly run: string,
    readonly hooks: Hooks,
    /** How long to wait for what should happen soon, in ms. */
    readonly patienceMs: number,
  ) {}

  connect(url = this.url): EventStore {
    const store = connectEventStore({ url, deadlineMs: this.patienceMs });
    this.#open.push(store);
    return store;
  }

  /** Part of the name of streams that nobody else uses. */
  prefix(name: string): string {
    return `conf-${this.run}-${name}-`;
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((store) => store.close()));
  }
}
