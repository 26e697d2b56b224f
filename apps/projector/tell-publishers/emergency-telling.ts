import { EMERGENCY_VIEW_TYPE, encodeStructured, HUB_SOURCE } from '#contracts';
import type { StoredEvent } from '#event-store';
import type { Telling } from '#feed';
import { EMERGENCY_STREAMS, emergencyEvent, reviewersOf } from '#governance';
import { derivedUuid, type AgencyId } from '#platform';

export const isOfEmergency = ({ stream }: StoredEvent): boolean => stream.startsWith(EMERGENCY_STREAMS);

/** To each agency that has to review it, word for word the same but for its id. None for every other event. */
export function emergencyTellings(cause: StoredEvent): readonly Telling[] {
  if (!isOfEmergency(cause)) return [];
  const { type, data } = emergencyEvent(cause);
  if (type !== 'GlassBroken') return [];
  return reviewersOf(data).map((agency) => emergencyTelling(data, agency));
}

/** Neither who looked nor at whom, nor which other agency is told. */
function emergencyTelling(
  { glass, at, until }: { glass: string; at: string; until: string },
  to: AgencyId,
): Telling {
  const event = {
    specversion: '1.0',
    id: derivedUuid('emergency-view', glass, to),
    source: HUB_SOURCE,
    type: EMERGENCY_VIEW_TYPE,
    subject: glass,
    time: at,
    datacontenttype: 'application/json',
    data: { emergencyView: glass, until, review: `/emergency/${glass}` },
  };
  return { to, key: glass, ...encodeStructured(event) };
}
