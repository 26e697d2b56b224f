import { conflict, type AgencyId, type Uuid } from '#platform';
import { DecidedStreams, type EventStore, type Folded } from '#event-store';
import {
  emergencyEvent,
  EMERGENCY_STREAMS,
  evolveEmergency,
  reviewGlass,
  type EmergencyEvent,
  type EmergencyFault,
  type EmergencyState,
  type GlassBroken,
  type GlassLookedAt,
  type Review,
} from '#governance';
import type { Sealed } from '#vault';

const glasses = new DecidedStreams(EMERGENCY_STREAMS, emergencyEvent, evolveEmergency);

export const loadEmergency = (store: EventStore, glass: Uuid): Promise<Folded<EmergencyState>> =>
  glasses.load(store, glass);

/** The emergency view as it stands: the one that was opened under this id before, where there is one. */
export async function openEmergency(store: EventStore, broken: GlassBroken): Promise<GlassBroken> {
  const event: EmergencyEvent = { type: 'GlassBroken', data: broken };
  const { glass, by, at } = broken;
  await glasses.append(store, glass, [event], { expected: 'no-stream', actor: by.person, at });
  const { state } = await loadEmergency(store, glass);
  if (state === undefined) throw conflict('EMERGENCY.OVERTAKEN', 'This emergency view cannot be opened.');
  return state.broken;
}

/** Nobody stands in the way of a look. */
export async function appendLook(store: EventStore, look: GlassLookedAt): Promise<void> {
  const { glass, by, at } = look;
  const event: EmergencyEvent = { type: 'GlassLookedAt', data: look };
  await glasses.append(store, glass, [event], { expected: 'any', actor: by.person, at });
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
