import type { EventStore } from '#event-store';
import { breakGlass, EMERGENCY_MS, EMERGENCY_STREAMS, type GlassBroken } from '#governance';
import { derivedUuid, type AgencyId, type FamilyId, type StaffId, type Uuid } from '#platform';
import { MASH } from './overriding.js';

const COUNCIL = 'urn:agency:la:873' as AgencyId;

/** Somebody of the front door breaks the glass of a family, as the workbench does it; gives the emergency view's id. */
export async function openEmergency(
  store: EventStore,
  family: FamilyId,
  at: Date,
  more: Partial<GlassBroken> = {},
): Promise<Uuid> {
  const glass = derivedUuid('glass of a spec', family, at.toISOString());
  const until = new Date(at.getTime() + EMERGENCY_MS).toISOString();
  const words = {
    ...{ name: 'Asha Rahman', danger: 'A threat to kill', need: 'Where the child is', phone: '01632 960111' },
    judgedBy: { name: 'P. Sergeant', role: 'Duty sergeant', organisation: 'Northshire Police' },
  };
  const outcome = breakGlass(
    {
      ...{ glass, family, until, at: at.toISOString(), recipient: MASH, owners: [] },
      by: { person: 'staff-asks' as StaffId, role: 'Analyst', agency: COUNCIL },
      ...{ purpose: 'S47', reference: 'C-2MX9', limb: 'CANNOT_OBTAIN', understood: true, words, ...more },
    },
    { k: 'glass/R', c: 'sealed' },
  );
  if (!outcome.ok) throw new Error(outcome.faults.join());
  const { type, data } = outcome.event;
  const id = derivedUuid(glass, type);
  await store.append(`${EMERGENCY_STREAMS}${glass}`, 'any', [
    { id, type, data, metadata: { schemaVersion: 1, actor: 'staff' } },
  ]);
  return glass;
}
