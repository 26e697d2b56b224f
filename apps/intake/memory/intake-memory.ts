import type { EventStore, StoredEvent, StorePosition, Subscription, SubscriptionBatch } from '#event-store';
import { EMERGENCY_STREAMS } from '#governance';
import { IDENTITY_STREAMS, openFacts, type IdentityFact } from '#identity';
import { PARKING_STREAMS } from '#journey';
import { unavailable } from '#platform';
import { AGREEMENT_STREAMS, OVERRIDE_STREAMS } from '#sharing';
import type { Vault } from '#vault';
import { asFault } from '../faults.js';
import { KnownFacts, type StoredFacts } from './known-facts.js';
import { lastOf } from './last-of.js';
import { SharedLook } from './shared-look.js';

const PREFIXES = [
  ...IDENTITY_STREAMS,
  ...[AGREEMENT_STREAMS, PARKING_STREAMS, OVERRIDE_STREAMS, EMERGENCY_STREAMS],
];
/** How long the memory may lag behind the store before work on it is put off, ms. */
const PATIENCE_MS = 15_000;

interface Fold {
  readonly facts: KnownFacts;
  readonly subscription: Subscription;
  readonly waiting: Set<() => void>;
}

/**
 * What is known, folded from the event store and kept level by a subscription, so that what others append arrives too.
 * Intake takes its own facts in as it decides; where they could not be stored, everything is forgotten and folded anew.
 */
export class IntakeMemory {
  private fold: Fold | undefined;
  private stale = false;
  private folds = 0;
  private readonly look = new SharedLook(() => this.catchUp());

  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly intake: string,
  ) {}

  /** Marks what is held as other than the store's; the next `whole` folds anew. */
  forget(): void {
    this.stale = true;
  }

  /** Counts the folds; undefined while what is held is not to be relied on. */
  get edition(): number | undefined {
    return this.stale ? undefined : this.folds;
  }

  /** Throws `INTAKE.STOPPED` where nothing is folded. */
  get known(): KnownFacts {
    if (!this.fold) throw stopped();
    return this.fold.facts;
  }

  /** The same, or undefined while nothing is folded. */
  get knownSoFar(): KnownFacts | undefined {
    return this.fold?.facts;
  }

  /** Resolves when everything that the store held is folded. Throws where a stored event cannot be read. */
  async whole(): Promise<void> {
    if (this.fold && !this.stale) return;
    await this.stop();
    this.stale = false;
    this.folds++;
    await new Promise<void>((resolve, reject) => {
      const facts = new KnownFacts(`${this.intake}.${this.folds}`);
      const subscription = this.store.subscribe({ prefixes: PREFIXES }, async (batch) => {
        await this.take(batch);
        if (batch.caughtUp) resolve();
      });
      this.fold = { facts, subscription, waiting: new Set() };
      subscription.done.then(() => reject(stopped()), reject);
      // What can no longer follow the store is not to be relied on, whenever it stopped.
      subscription.done.catch(() => this.forget());
    });
  }

  async stop(): Promise<void> {
    const { subscription, waiting } = this.fold ?? {};
    this.fold = undefined;
    await subscription?.stop();
    for (const wake of waiting ?? []) wake();
  }

  /**
   * Resolves when everything that the store held at the time of asking is taken in, whoever appended it, or when the
   * memory is to be folded anew. Throws `INTAKE.MEMORY_BEHIND`.
   */
  level(): Promise<void> {
    return this.look.ask();
  }

  /** Resolves when everything up to the position is taken in, or the memory is folded anew or stopped. */
  async passed(position: StorePosition): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (this.fold && this.fold.facts.position < position) {
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) throw behind();
      await this.moved(this.fold, leftMs);
    }
  }

  /** The batch's facts are in the store. */
  stored(facts: StoredFacts): void {
    this.fold?.facts.stored(facts);
    this.mindAstray();
  }

  private async catchUp(): Promise<void> {
    if (!this.fold || this.stale) return;
    const { position } = this.fold.facts;
    const last = await lastOf(this.store, PREFIXES, position < 0n ? undefined : position);
    if (last !== undefined) await this.passed(last);
  }

  private async take({ events }: SubscriptionBatch): Promise<void> {
    const { fold } = this;
    if (!fold) throw stopped();
    const opened = await this.open(fold.facts, events);
    for (const event of events) this.takeIn(fold.facts, event, opened);
    fold.facts.reach(events.at(-1)?.position ?? fold.facts.position);
    this.mindAstray();
    for (const wake of fold.waiting) wake();
    fold.waiting.clear();
  }

  private async open(facts: KnownFacts, events: readonly StoredEvent[]) {
    const foreign = events.filter((event) => isIdentity(event) && !facts.isOwn(event));
    const opened = await openFacts(this.vault, foreign).catch((error: unknown) => {
      throw asFault(error);
    });
    return new Map(foreign.map((event, at) => [event, opened[at]]));
  }

  private takeIn(
    facts: KnownFacts,
    event: StoredEvent,
    opened: ReadonlyMap<StoredEvent, IdentityFact | undefined>,
  ): void {
    if (event.stream.startsWith(AGREEMENT_STREAMS)) facts.takeInAgreement(event);
    else if (event.stream.startsWith(PARKING_STREAMS)) facts.takeInParking(event);
    else if (event.stream.startsWith(OVERRIDE_STREAMS)) facts.overrides.takeIn(event);
    else if (event.stream.startsWith(EMERGENCY_STREAMS)) facts.glasses.takeIn(event);
    else facts.takeInIdentity(event, opened.get(event));
  }

  private mindAstray(): void {
    if (this.fold?.facts.isAstray) this.forget();
  }

  private moved({ waiting }: Fold, withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, withinMs);
      waiting.add(wake);
    });
  }
}

const isIdentity = ({ stream }: StoredEvent): boolean =>
  IDENTITY_STREAMS.some((prefix) => stream.startsWith(prefix));

const stopped = () => unavailable('INTAKE.STOPPED', 'The memory of intake was stopped while it was folded');
const behind = () => unavailable('INTAKE.MEMORY_BEHIND', 'The memory of intake lags behind the event store');
