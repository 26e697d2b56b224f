import type { EventStore, StoredEvent, StorePosition, Subscription, SubscriptionBatch } from '#event-store';
import {
  evolveIdentity,
  IDENTITY_STREAMS,
  initialIdentity,
  openFacts,
  recordsOf,
  type IdentityState,
} from '#identity';
import type { PersonId } from '#platform';
import { AGREEMENT_STREAMS, type AgreementEvent, type AgreementFacts } from '#sharing';
import type { Vault } from '#vault';
import { unavailable } from '#platform';
import { asFault } from '../faults.js';
import { AgreementBook } from './agreement-book.js';

interface Fold {
  readonly identity: IdentityState;
  readonly agreements: AgreementBook;
  /** Own events already taken in when they were decided; the subscription brings them again. */
  readonly own: Set<string>;
  readonly subscription: Subscription;
  position: StorePosition;
  readonly waiting: Set<() => void>;
}

/**
 * Who is who and who agreed to what, folded from the event store and kept level by a subscription, so that what others
 * append arrives too. Intake takes its own facts in as it decides; where they could not be stored, everything is
 * forgotten and folded anew.
 */
export class IntakeMemory {
  private fold: Fold | undefined;
  private stale = false;
  private folds = 0;

  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /** Marks what is held as more than the store knows; the next `whole` folds anew. */
  forget(): void {
    this.stale = true;
  }

  /** Counts the folds; undefined while what is held is not to be relied on. */
  get edition(): number | undefined {
    return this.stale ? undefined : this.folds;
  }

  /** Resolves when everything that the store held is folded. Throws where a stored event cannot be read. */
  async whole(): Promise<void> {
    if (this.fold && !this.stale) return;
    await this.stop();
    this.stale = false;
    this.folds++;
    const fold = { identity: initialIdentity(), agreements: new AgreementBook(), own: new Set<string>() };
    await new Promise<void>((resolve, reject) => {
      const subscription = this.store.subscribe(
        { prefixes: [...IDENTITY_STREAMS, AGREEMENT_STREAMS] },
        async (batch) => {
          await this.take(batch);
          if (batch.caughtUp) resolve();
        },
      );
      this.fold = { ...fold, subscription, position: -1n, waiting: new Set() };
      subscription.done.then(() => reject(stopped()), reject);
    });
  }

  async stop(): Promise<void> {
    const { subscription, waiting } = this.fold ?? {};
    this.fold = undefined;
    await subscription?.stop();
    for (const wake of waiting ?? []) wake();
  }

  get identity(): IdentityState {
    return this.current.identity;
  }

  get agreements(): AgreementBook {
    return this.current.agreements;
  }

  agreementsOf(persons: Iterable<PersonId>): readonly AgreementFacts[] {
    const { identity, agreements } = this.current;
    return [...new Set(persons)].flatMap((person) => agreements.factsOf(person, recordsOf(identity, person)));
  }

  /** Tells that these were taken in already, so that they need not be opened when they come back. */
  own(eventIds: Iterable<string>): void {
    for (const id of eventIds) this.current.own.add(id);
  }

  /** Resolves when everything up to the position is taken in, or the memory is folded anew or stopped. */
  async passed(position: StorePosition): Promise<void> {
    while (this.fold && this.fold.position < position) {
      const { waiting } = this.fold;
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  }

  private get current(): Fold {
    if (!this.fold) throw stopped();
    return this.fold;
  }

  private async take({ events }: SubscriptionBatch): Promise<void> {
    const fold = this.current;
    const others = events.filter(({ id }) => !fold.own.delete(id));
    const isAgreement = ({ stream }: StoredEvent) => stream.startsWith(AGREEMENT_STREAMS);
    const facts = await openFacts(
      this.vault,
      others.filter((event) => !isAgreement(event)),
    ).catch((error: unknown) => {
      throw asFault(error);
    });
    for (const fact of facts) evolveIdentity(fold.identity, fact);
    for (const { type, data } of others.filter(isAgreement))
      fold.agreements.apply({ type, data } as AgreementEvent);
    fold.position = events.at(-1)?.position ?? fold.position;
    for (const wake of fold.waiting) wake();
    fold.waiting.clear();
  }
}

const stopped = () => unavailable('INTAKE.STOPPED', 'The memory of intake was stopped while it was folded');
