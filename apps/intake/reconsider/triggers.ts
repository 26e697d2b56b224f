import type { StoredEvent } from '#event-store';
import { EMERGENCY_STREAMS, type EmergencyEvent } from '#governance';
import type { IdentityEvent } from '#identity';
import type { AgreementId, FamilyId, RecordId, Uuid } from '#platform';
import {
  AGREEMENT_STREAMS,
  OVERRIDE_STREAMS,
  type AgreementEvent,
  type ClockEnd,
  type OverrideEvent,
} from '#sharing';

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
      readonly record: RecordId;
      readonly agreement: AgreementId;
      /** Time alone ended it. */
      readonly clock?: ClockEnd;
    }
  | { readonly kind: 'LINKED'; readonly cause: Uuid; readonly record: RecordId }
  /** A moment passed at which time alone may have changed what was decided of an item. */
  | { readonly kind: 'LAPSED'; readonly cause: Uuid }
  /** An item was decided without what others stored meanwhile, and nobody remembers what that was. */
  | { readonly kind: 'OVERTAKEN'; readonly cause: Uuid }
  /** What an item says was asked for and published again. */
  | { readonly kind: 'CONTENT'; readonly cause: Uuid }
  /** Authorised or withdrawn: the items that it names come up, or cease. */
  | { readonly kind: 'OVERRIDDEN'; readonly cause: Uuid; readonly override: Uuid }
  /** Somebody broke the glass: restricted stubs of the family come up for them. */
  | { readonly kind: 'EMERGENCY'; readonly cause: Uuid; readonly family: FamilyId };

/** What may alter items of a record. */
export type OfRecord = Extract<Trigger, { readonly record: RecordId }>;

export const isOfRecord = (trigger: Trigger): trigger is OfRecord => 'record' in trigger;

/** Undefined where nothing decided before can change by the event. */
export function triggerOf({ stream, id, type, data }: StoredEvent): Trigger | undefined {
  const event = { type, data };
  if (stream.startsWith(AGREEMENT_STREAMS)) return agreementTrigger(event as AgreementEvent, id);
  if (stream.startsWith(OVERRIDE_STREAMS)) return overrideTrigger(event as OverrideEvent, id);
  if (stream.startsWith(EMERGENCY_STREAMS)) return emergencyTrigger(event as EmergencyEvent, id);
  return linkTrigger(event as IdentityEvent, id);
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
      return { kind: 'ENDED', cause, record, agreement };
    case 'AgreementReviewed':
      return undefined;
  }
}

/** What is only asked for counts for nothing yet, in danger too: there the judgement opens by itself. */
function overrideTrigger({ type, data }: OverrideEvent, cause: Uuid): Trigger | undefined {
  const counts = type === 'OverrideAuthorised' || type === 'OverrideWithdrawn';
  return counts ? { kind: 'OVERRIDDEN', cause, override: data.override } : undefined;
}

const emergencyTrigger = ({ type, data }: EmergencyEvent, cause: Uuid): Trigger | undefined =>
  type === 'GlassBroken' ? { kind: 'EMERGENCY', cause, family: data.family } : undefined;

/** A record seen for the first time joins nobody, so no agreement comes to it. */
function linkTrigger({ type, data }: IdentityEvent, cause: Uuid): Trigger | undefined {
  if (type !== 'RecordLinked' || data.rule === 'FIRST_SIGHT') return undefined;
  return { kind: 'LINKED', cause, record: data.record };
}
