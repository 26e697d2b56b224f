import { conflict, type AgencyId, type Uuid } from '#platform';
import { DecidedStreams, type EventStore, type Folded, type Taken } from '#event-store';
import {
  emergencyEvent,
  EMERGENCY_STREAMS,
  evolveEmergency,
  reviewGlass,
  type EmergencyEvent,
  type EmergencyFault,
  type EmergencyState,
  type Review,
} from '#governance';
import type { Sealed } from '#vault';

export type EmergencyTaken = Taken<EmergencyFault>;

const glasses = new DecidedStreams(EMERGENCY_STREAMS, emergencyEvent, evolveEmergency);

export const loadEmergency = (store: EventStore, glass: Uuid): Promise<Folded<EmergencyState>> =>
  glasses.load(store, glass);

/** That it was opened, or looked at: nobody stands in the way of either. */
export async function appendEmergency(
  store: EventStore,
  event: EmergencyEvent,
  expected: 'no-stream' | 'any',
): Promise<void> {
  const { glass, by, at } = event.data;
  const position = await glasses.append(store, glass, [event], { expected, actor: by.person, at });
  if (position === undefined) throw conflict('EMERGENCY.OVERTAKEN', 'This emergency view is open already.');
}

/** Looks of other reviewers may come between, as often as there are reviewers who look in that moment. */
export const takeVerdict = (store: EventStore, review: Review, glass: Uuid, sealed: Sealed) =>
  glasses.take<EmergencyFault>(
    store,
    glass,
    (state) => {
      const outcome = reviewGlass(review, sealed, state);
      return outcome.ok ? { ok: true, events: [outcome.event] } : outcome;
    },
    { actor: review.by.person, again: 5, overtaken: 'EMERGENCY.ALREADY_REVIEWED' },
  );

export const verdictContext = (glass: Uuid, agency: AgencyId): string => `${glass}/${agency}`;
