import type { AgreementId, ItemId, PersonId, RecordId } from '#platform';
import {
  agreementFacts,
  evolveAgreement,
  type AgreementEvent,
  type AgreementFacts,
  type AgreementState,
} from '#sharing';

/** Every agreement as it stands, found by the record it was stated for. Applying an event twice changes nothing. */
export class AgreementBook {
  private readonly agreements = new Map<AgreementId, AgreementState>();
  private readonly byItem = new Map<ItemId, AgreementId>();
  private readonly byRecord = new Map<RecordId, Set<AgreementId>>();

  get size(): number {
    return this.agreements.size;
  }

  find(agreement: AgreementId): AgreementState | undefined {
    return this.agreements.get(agreement);
  }

  /** The agreement that an item gave. */
  findStatedBy(item: ItemId): AgreementState | undefined {
    const agreement = this.byItem.get(item);
    return agreement === undefined ? undefined : this.agreements.get(agreement);
  }

  apply(event: AgreementEvent): void {
    const { agreement, record } = event.data;
    this.agreements.set(agreement, evolveAgreement(this.agreements.get(agreement), event));
    if (event.type === 'AgreementGiven') this.byItem.set(event.data.item, agreement);
    const stated = this.byRecord.get(record) ?? new Set<AgreementId>();
    this.byRecord.set(record, stated.add(agreement));
  }

  /** Agreements stated for any of the person's records, as that person's. */
  factsOf(person: PersonId, records: Iterable<RecordId>): readonly AgreementFacts[] {
    return [...records].flatMap((record) =>
      [...(this.byRecord.get(record) ?? [])].flatMap((agreement) => {
        const state = this.agreements.get(agreement);
        return state ? [agreementFacts(state, person)] : [];
      }),
    );
  }
}
