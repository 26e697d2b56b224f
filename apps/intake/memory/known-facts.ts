import type { StoredEvent, StorePosition } from '#event-store';
import { evolveIdentity, initialIdentity, layerIdentity, recordsOf, type IdentityFact } from '#identity';
import type { IdentityState } from '#identity';
import { readParkingEvent } from '#journey';
import type { AgreementId, PersonId, Uuid } from '#platform';
import { AGREEMENT_STREAMS, type AgreementEvent, type AgreementFacts } from '#sharing';
import { ParkingBook } from '../parking/parking-book.js';
import type { EventFor } from '../stages/origin.js';
import { AgreementBook } from './agreement-book.js';

export interface Own<Fact> {
  readonly id: Uuid;
  readonly stream: string;
  readonly fact: Fact;
}

/** What planning reads, and takes its own findings into. */
export interface Knowledge {
  readonly identity: IdentityState;
  readonly agreements: AgreementBook;
  readonly parking: ParkingBook;
  /** Findings that the identity state took in already. */
  ownIdentity(facts: readonly Own<IdentityFact>[]): void;
  /** Takes it in too. */
  ownAgreement(event: Own<AgreementEvent>): void;
}

/** Facts of these may differ by the order in which they are taken in: the last one of a stream counts. */
const ORDERED: ReadonlySet<string> = new Set(['RecordObserved', 'RecordLinked', 'PersonJoinedFamily']);

/**
 * Who is who, who agreed to what and what is parked: the fold of the store in the order of its positions, with own facts
 * that the store has not given back yet on top. Own facts are taken in when they are decided; where another process was
 * first on the same stream, they are put on top again, which for an identity stream, where the last one counts, is the
 * same as the fold in order.
 */
export class KnownFacts implements Knowledge {
  readonly identity = initialIdentity();
  readonly agreements = new AgreementBook();
  readonly parking = new ParkingBook();
  position: StorePosition = -1n;
  private readonly own = new Map<string, Map<Uuid, IdentityFact>>();

  /** `intake`: names this fold of this process; what an earlier one left behind is as foreign as what others append. */
  constructor(readonly intake: string) {}

  ownIdentity(facts: readonly Own<IdentityFact>[]): void {
    for (const { id, stream, fact } of facts) {
      const mine = this.own.get(stream);
      if (mine) mine.set(id, fact);
      else this.own.set(stream, new Map([[id, fact]]));
    }
  }

  ownAgreement({ id, fact }: Own<AgreementEvent>): void {
    this.agreements.plan(id, fact);
  }

  /** True where nothing of the event needs opening: it was taken in when it was decided. */
  isOwn({ stream, id, metadata }: StoredEvent): boolean {
    return metadata.intake === this.intake && (this.own.get(stream)?.has(id) ?? false);
  }

  /**
   * An identity event of the store, in order. `fact` is absent for an own one. False where another process stored an
   * event under an id of one's own, perhaps with other content: what is held is then not the fold.
   */
  takeInIdentity(event: StoredEvent, fact: IdentityFact | undefined): boolean {
    const mine = this.own.get(event.stream);
    const twin = mine?.get(event.id);
    if (mine && twin) {
      mine.delete(event.id);
      if (mine.size === 0) this.own.delete(event.stream);
      if (event.metadata.intake !== this.intake) return isSame(twin, event);
    }
    if (!fact) return true;
    evolveIdentity(this.identity, fact);
    for (const again of mine?.values() ?? []) evolveIdentity(this.identity, again);
    return true;
  }

  takeInAgreement({ id, type, data }: StoredEvent): void {
    this.agreements.takeIn(id, { type, data } as AgreementEvent);
  }

  takeInParking(event: StoredEvent): void {
    this.parking.apply(readParkingEvent(event));
  }

  /**
   * For facts that the store says it holds, once everything up to there is taken in. One that never came back lay there
   * before: false where that may have left what is held other than the fold.
   */
  settle(facts: readonly EventFor[]): boolean {
    let level = true;
    for (const { stream, event } of facts) {
      const { id, type } = event;
      const mine = this.own.get(stream);
      if (mine?.delete(id) && ORDERED.has(type)) level = false;
      if (mine?.size === 0) this.own.delete(stream);
      if (this.agreements.isAhead(agreementIn(stream), id)) level = false;
    }
    return level;
  }
}

const agreementIn = (stream: string) => stream.slice(AGREEMENT_STREAMS.length) as AgreementId;

/** Something planned on another's knowledge without changing it. */
export const layerOn = ({ identity, agreements, parking }: Knowledge): Knowledge => {
  const book = new AgreementBook(agreements);
  return {
    identity: layerIdentity(identity),
    agreements: book,
    parking,
    ownIdentity: () => undefined,
    ownAgreement: ({ id, fact }) => book.plan(id, fact),
  };
};

export const agreementsOf = (
  { identity, agreements }: Pick<Knowledge, 'identity' | 'agreements'>,
  persons: Iterable<PersonId>,
): readonly AgreementFacts[] =>
  [...new Set(persons)].flatMap((person) => agreements.factsOf(person, recordsOf(identity, person)));

/** Two families formed for the same person at once are one; anything else under one id may differ in content. */
const isSame = ({ type, data }: IdentityFact, event: StoredEvent): boolean =>
  type === 'FamilyFormed' && data.reference === (event.data as typeof data).reference;
