import { conflict, type AgencyId, type Uuid } from '#platform';
import { DecidedStreams, type EventStore, type Expected, type Folded } from '#event-store';
import {
  emergencyEvent,
  EMERGENCY_STREAMS,
  evolveEmergency,
  type EmergencyEvent,
  type EmergencyFault,
  type EmergencyState,
} from '#governance';

export type EmergencyTaken =
  { readonly ok: true } | { readonly ok: false; readonly faults: readonly EmergencyFault[] };

const glasses = new DecidedStreams(EMERGENCY_STREAMS, emergencyEvent, evolveEmergency);

export const loadEmergency = (store: EventStore, glass: Uuid): Promise<Folded<EmergencyState>> =>
  glasses.load(store, glass);

/** Looks may come between; a verdict that another overtook fails with `EMERGENCY.OVERTAKEN`, and is given again. */
export async function appendEmergency(
  store: EventStore,
  event: EmergencyEvent,
  expected: Expected,
): Promise<void> {
  const { glass, by, at } = event.data;
  const position = await glasses.append(store, glass, [event], { expected, actor: by.person, at });
  if (position === undefined)
    throw conflict('EMERGENCY.OVERTAKEN', 'Somebody else wrote to this emergency view.');
}

export const verdictContext = (glass: Uuid, agency: AgencyId): string => `${glass}/${agency}`;
