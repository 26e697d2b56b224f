import type { AgreementId, ItemId, PersonId, RecordId, Uuid } from '#platform';
import {
  agreementFacts,
  evolveAgreement,
  type AgreementEvent,
  type AgreementFacts,
  type AgreementGiven,
  type AgreementState,
} from '#sharing';

/** An agreement with own events that the store has not given back yet. */
interface Ahead {
  /** As the store is known to hold it. */
  stored: AgreementState | undefined;
  readonly own: Map<Uuid, AgreementEvent>;
}

/** The agreement that an item gave; current unless another giving took the place of this one. */
export interface StatedByItem {
  readonly state: AgreementState;
  readonly isCurrent: boolean;
}

/** Every agreement as it stands, found by the record it was stated for; own events on top of what is stored. */
export class AgreementBook {
  private readonly agreements = new Map<AgreementId, AgreementState>();
  private readonly byItem = new Map<ItemId, Pick<AgreementGiven, 'agreement' | 'givenAt'>>();
  private readonly byRecord = new Map<RecordId, Set<AgreementId>>();
  private readonly ahead = new Map<AgreementId, Ahead>();

  /** `under`: another book that this one reads through, and leaves as it is. */
  constructor(private readonly under?: AgreementBook) {}

  find(agreement: AgreementId): AgreementState | undefined {
    return this.agreements.get(agreement) ?? this.under?.find(agreement);
  }

  /** Every agreement of this book, and none of the one under it. */
  all(): Iterable<AgreementState> {
    return this.agreements.values();
  }

  findStatedBy(item: ItemId): StatedByItem | undefined {
    const given = this.byItem.get(item);
    if (given === undefined) return this.under?.findStatedBy(item);
    const state = this.find(given.agreement);
    return state && { state, isCurrent: state.status !== 'SUPERSEDED' && state.givenAt === given.givenAt };
  }

  /** One's own event, not stored yet. */
  plan(id: Uuid, event: AgreementEvent): void {
    const { agreement } = event.data;
    const ahead = this.ahead.get(agreement) ?? { stored: this.find(agreement), own: new Map() };
    this.ahead.set(agreement, ahead);
    ahead.own.set(id, event);
    this.put(event, evolveAgreement(this.find(agreement), event));
  }

  /**
   * An event of the store, in the order of the store; own ones that lie behind it are put on top again. False where the
   * store holds another event under the id of an own one.
   */
  takeIn(id: Uuid, event: AgreementEvent): boolean {
    const { agreement } = event.data;
    const ahead = this.ahead.get(agreement);
    const stored = evolveAgreement(ahead ? ahead.stored : this.find(agreement), event);
    const twin = ahead?.own.get(id);
    if (ahead) ahead.stored = stored;
    ahead?.own.delete(id);
    if (ahead?.own.size === 0) this.ahead.delete(agreement);
    this.put(event, [...(ahead?.own.values() ?? [])].reduce<AgreementState>(evolveAgreement, stored));
    return twin === undefined || isSame(twin, event);
  }

  /** True where the event was planned and has not come back from the store. */
  isAhead(agreement: AgreementId, id: Uuid): boolean {
    return this.ahead.get(agreement)?.own.has(id) ?? false;
  }

  /** Agreements stated for any of the person's records, as that person's. `personOf`: who answered. */
  factsOf(
    person: PersonId,
    records: Iterable<RecordId>,
    personOf: (record: RecordId) => PersonId | undefined,
  ): readonly AgreementFacts[] {
    return [...records].flatMap((record) =>
      this.statedFor(record).flatMap((agreement) => {
        const state = this.find(agreement);
        if (!state) return [];
        const { answeredBy } = state;
        return [agreementFacts(state, person, answeredBy && personOf(answeredBy))];
      }),
    );
  }

  private statedFor(record: RecordId): readonly AgreementId[] {
    const below = this.under?.statedFor(record) ?? [];
    return [...new Set([...below, ...(this.byRecord.get(record) ?? [])])];
  }

  private put(event: AgreementEvent, state: AgreementState): void {
    const { agreement, record } = event.data;
    this.agreements.set(agreement, state);
    if (event.type === 'AgreementGiven') {
      const { item, givenAt } = event.data;
      this.byItem.set(item, { agreement, givenAt });
    }
    const stated = this.byRecord.get(record) ?? new Set<AgreementId>();
    this.byRecord.set(record, stated.add(agreement));
  }
}

/** But for what is sealed, which is so only in the store. */
const isSame = (one: AgreementEvent, other: AgreementEvent): boolean =>
  JSON.stringify({ ...one.data, sealed: 0 }) === JSON.stringify({ ...other.data, sealed: 0 });
