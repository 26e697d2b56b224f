import { LiveSource, type LiveSourceOptions, type Member } from './live-source.js';

export interface Membership {
  /** See `LiveSource`. */
  readonly opened: Promise<void>;
  /** Resolves when the subscription is over, too, where nobody else follows. */
  leave(): Promise<void>;
}

/** The live source of all who follow: opened for the first, stopped after the last, opened anew after it failed. */
export class SharedSource {
  #current: LiveSource | undefined;

  constructor(private readonly options: LiveSourceOptions) {}

  join(member: Member): Membership {
    if (this.#current?.isOver) this.#current = undefined;
    const source = (this.#current ??= this.#open());
    source.members.add(member);
    return { opened: source.opened, leave: () => this.#leave(source, member) };
  }

  #open(): LiveSource {
    const source = new LiveSource(this.options);
    void source.ended.then(() => this.#forget(source));
    return source;
  }

  async #leave(source: LiveSource, member: Member): Promise<void> {
    source.members.delete(member);
    if (source.members.size > 0) return;
    this.#forget(source);
    await source.stop();
  }

  #forget(source: LiveSource): void {
    if (this.#current === source) this.#current = undefined;
  }
}
