import { conflict, derivedUuid, type AgencyId, type Uuid } from '#platform';
import { foldStream, type EventStore, type Folded } from '#event-store';
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

const streamOf = (glass: Uuid): string => `${EMERGENCY_STREAMS}${glass}`;

export const loadEmergency = (store: EventStore, glass: Uuid): Promise<Folded<EmergencyState>> =>
  foldStream<EmergencyState>(store, streamOf(glass), (before, event) =>
    evolveEmergency(before, emergencyEvent(event)),
  );

/** Looks may come between; a verdict that another overtook fails with `EMERGENCY.OVERTAKEN`, and is given again. */
export async function appendEmergency(
  store: EventStore,
  event: EmergencyEvent,
  revision: Folded<EmergencyState>['revision'] | 'any',
): Promise<void> {
  const { type, data } = event;
  const { glass, by, at } = data;
  const appended = await store.append(streamOf(glass), revision, [
    {
      id: derivedUuid('emergency', glass, type, by.person, at),
      ...{ type, data },
      metadata: { schemaVersion: 1, actor: by.person },
    },
  ]);
  if (!appended.ok) throw conflict('EMERGENCY.OVERTAKEN', 'Somebody else wrote to this emergency view.');
}

export const verdictContext = (glass: Uuid, agency: AgencyId): string => `${glass}/${agency}`;
