import type { StoredEvent, StorePosition } from '#event-store';
import {
  evolveIdentity,
  initialIdentity,
  layerIdentity,
  personOf,
  recordsOf,
  type IdentityFact,
} from '#identity';
import type { IdentityState } from '#identity';
import { readParkingEvent } from '#journey';
import type { AgreementId, PersonId, Uuid } from '#platform';
import { AGREEMENT_STREAMS, type AgreementEvent, type AgreementFacts } from '#sharing';
import { ParkingBook } from '../parking/parking-book.js';
import type { EventFor } from '../stages/origin.js';
import { AgreementBook } from './agreement-book.js';
import { GlassBook } from './glass-book.js';
import { OverrideBook } from './override-book.js';

export interface Own<Fact> {
  readonly id: Uuid;
  readonly stream: string;
  readonly fact: Fact;
}

/** Facts that were appended; none of them lies behind the position. */
export interface StoredFacts {
  readonly facts: readonly EventFor[];
  readonly position: StorePosition;
}

/** What planning reads, and takes its own findings into. */
export interface Knowledge {
  readonly identity: IdentityState;
  readonly agreements: AgreementBook;
  readonly parking: ParkingBook;
  readonly overrides: OverrideBook;
  readonly glasses: GlassBook;
  /** Findings that the identity state took in already. */
  ownIdentity(facts: readonly Own<IdentityFact>[]): void;
  /** Takes it in too. */
  ownAgreement(event: Own<AgreementEvent>): void;
}

/** Facts of these may differ by the order in which they are taken in: the last one of a stream counts. */
const ORDERED: ReadonlySet<string> = new Set(['RecordObserved', 'RecordLinked', 'PersonJoinedFamily']);

/**
 * Who is who, who agreed to what, what was overridden or opened in an emergency, what is parked: the fold of the store in the order of its positions, with own facts
 * that the store has not given back yet on top. Own facts are taken in when they are decided; where another process was
 * first on the same stream, they are put on top again, which for an identity stream, where the last one counts, is the
 * same as the fold in order.
 */
export class KnownFacts implements Knowledge {
  readonly identity = initialIdentity();
  readonly agreements = new AgreementBook();
  readonly parking = new ParkingBook();
  readonly overrides = new OverrideBook();
  readonly glasses = new GlassBook();
  private reached: StorePosition = -1n;
  private strayed = false;
  private readonly own = new Map<string, Map<Uuid, IdentityFact>>();
  private readonly unsettled: StoredFacts[] = [];

  /** `intake`: names this fold of this process; what an earlier one left behind is as foreign as what others append. */
  constructor(readonly intake: string) {}

  /** Everything up to here is taken in. */
  get position(): StorePosition {
    return this.reached;
  }

  /** True where what is held is not the fold, and only folding anew will do. */
  get isAstray(): boolean {
    return this.strayed;
  }

  ownIdentity(facts: readonly Own<IdentityFact>[]): void {
    for (const { id, stream, fact } of facts) {
      const mine = this.own.get(stream);
      if (mine?.has(id)) this.strayed = true;
      if (mine) mine.set(id, fact);
      else this.own.set(stream, new Map([[id, fact]]));
    }
  }

  /** Findings of a layer that are about to be stored. */
  adopt(facts: readonly Own<IdentityFact>[]): void {
    for (const { fact } of facts) evolveIdentity(this.identity, fact);
    this.ownIdentity(facts);
  }

  ownAgreement({ id, fact }: Own<AgreementEvent>): void {
    this.agreements.plan(id, fact);
  }

  /** True where nothing of the event needs opening: it was taken in when it was decided. */
  isOwn({ stream, id, metadata }: StoredEvent): boolean {
    return metadata.intake === this.intake && (this.own.get(stream)?.has(id) ?? false);
  }

  /** An identity event of the store, in order. `fact` is absent for an own one. */
  takeInIdentity(event: StoredEvent, fact: IdentityFact | undefined): void {
    const mine = this.own.get(event.stream);
    const twin = mine?.get(event.id);
    if (twin) {
      this.drop(event.stream, event.id);
      // Another process stored it, perhaps with other content.
      if (event.metadata.intake !== this.intake && !isSame(twin, event)) this.strayed = true;
    }
    if (!fact) return;
    evolveIdentity(this.identity, fact);
    for (const again of mine?.values() ?? []) evolveIdentity(this.identity, again);
  }

  takeInAgreement({ id, type, data }: StoredEvent): void {
    if (!this.agreements.takeIn(id, { type, data } as AgreementEvent)) this.strayed = true;
  }

  takeInParking(event: StoredEvent): void {
    this.parking.apply(readParkingEvent(event));
  }

  reach(position: StorePosition): void {
    this.reached = position;
    this.settle();
  }

  /** The store holds these facts: what has not come back by then lay there before. */
  stored(facts: StoredFacts): void {
    this.unsettled.push(facts);
    this.settle();
  }

  private settle(): void {
    for (let next = this.unsettled[0]; next && next.position <= this.reached; next = this.unsettled[0]) {
      this.unsettled.shift();
      for (const { stream, event } of next.facts) this.settleOne(stream, event);
    }
  }

  /** A fact that lay there before counts in its old place, and not, as it was taken in here, as the last one. */
  private settleOne(stream: string, { id, type }: EventFor['event']): void {
    if (this.drop(stream, id) && ORDERED.has(type)) this.strayed = true;
    if (this.agreements.isAhead(agreementIn(stream), id)) this.strayed = true;
  }

  private drop(stream: string, id: Uuid): boolean {
    const mine = this.own.get(stream);
    const found = mine?.delete(id) ?? false;
    if (mine?.size === 0) this.own.delete(stream);
    return found;
  }
}

const agreementIn = (stream: string) => stream.slice(AGREEMENT_STREAMS.length) as AgreementId;

/** Something planned on another's knowledge without changing it. */
export const layerOn = (knowledge: Knowledge): Knowledge => {
  const { identity, agreements, parking, overrides, glasses } = knowledge;
  const book = new AgreementBook(agreements);
  return {
    identity: layerIdentity(identity),
    agreements: book,
    ...{ parking, overrides, glasses },
    ownIdentity: () => undefined,
    ownAgreement: ({ id, fact }) => book.plan(id, fact),
  };
};

export const agreementsOf = (
  { identity, agreements }: Pick<Knowledge, 'identity' | 'agreements'>,
  persons: Iterable<PersonId>,
): readonly AgreementFacts[] =>
  [...new Set(persons)].flatMap((person) =>
    agreements.factsOf(person, recordsOf(identity, person), (record) => personOf(identity, record)),
  );

/** Two families formed for the same person at once are one; anything else under one id may differ in content. */
const isSame = ({ type, data }: IdentityFact, event: StoredEvent): boolean =>
  type === 'FamilyFormed' && data.reference === (event.data as typeof data).reference;
