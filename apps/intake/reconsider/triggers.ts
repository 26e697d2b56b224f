import type { StoredEvent } from '#event-store';
import type { IdentityEvent } from '#identity';
import type { AgreementId, RecordId, Uuid } from '#platform';
import { AGREEMENT_STREAMS, type AgreementEvent, type ClockEnd } from '#sharing';

/** Something that may alter decisions already made. */
export type Trigger =
  | {
      readonly kind: 'GIVEN';
      readonly cause: Uuid;
      readonly record: RecordId;
      readonly agreement: AgreementId;
    }
  | {
      readonly kind: 'ENDED';
      readonly cause: Uuid;
      readonly agreement: AgreementId;
      /** Time alone ended it. */
      readonly clock?: ClockEnd;
    }
  | { readonly kind: 'LINKED'; readonly cause: Uuid; readonly record: RecordId }
  /** A moment passed at which time alone may have changed what was decided of an item. */
  | { readonly kind: 'LAPSED'; readonly cause: Uuid }
  /** What an item says was asked for and published again. */
  | { readonly kind: 'CONTENT'; readonly cause: Uuid };

/** What brings up the stubs of a record. */
export type Opening = Extract<Trigger, { readonly record: RecordId }>;

export const isOpening = (trigger: Trigger): trigger is Opening => 'record' in trigger;

/** Undefined where nothing decided before can change by the event. */
export function triggerOf({ stream, id, type, data }: StoredEvent): Trigger | undefined {
  const event = { type, data };
  return stream.startsWith(AGREEMENT_STREAMS)
    ? agreementTrigger(event as AgreementEvent, id)
    : linkTrigger(event as IdentityEvent, id);
}

/** A narrowing ends what it no longer covers. A review changes nothing that was decided. */
function agreementTrigger({ type, data }: AgreementEvent, cause: Uuid): Trigger | undefined {
  const { agreement, record } = data;
  switch (type) {
    case 'AgreementGiven':
      return { kind: 'GIVEN', cause, record, agreement };
    case 'AgreementWithdrawn':
    case 'AgreementRefused':
    case 'AgreementNarrowed':
    case 'AgreementSuperseded':
      return { kind: 'ENDED', cause, agreement };
    case 'AgreementReviewed':
      return undefined;
  }
}

/** A record seen for the first time joins nobody, so no agreement comes to it. */
function linkTrigger({ type, data }: IdentityEvent, cause: Uuid): Trigger | undefined {
  if (type !== 'RecordLinked' || data.rule === 'FIRST_SIGHT') return undefined;
  return { kind: 'LINKED', cause, record: data.record };
}
