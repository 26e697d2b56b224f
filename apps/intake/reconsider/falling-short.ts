import { derivedUuid, type ItemId } from '#platform';
import { OVERRIDE_STREAMS, type OverrideFellShort, type OverrideShortfall } from '#sharing';
import type { EventFor } from '../stages/origin.js';
import type { Trigger } from './triggers.js';

/** A stub that stays one though it was decided again. */
export interface StaysShut {
  readonly item: ItemId;
  readonly trigger: Trigger;
  readonly why: OverrideShortfall;
}

/** Whoever asked for an override learns on its page that the hub could not open an item with it. */
export const shortfallsOf = (shut: readonly StaysShut[], now: Date): readonly EventFor[] =>
  shut.flatMap(({ item, trigger, why }): readonly EventFor[] => {
    if (trigger.kind !== 'OVERRIDDEN') return [];
    const { override, cause } = trigger;
    const data: OverrideFellShort = { override, items: [{ item, why }], at: now.toISOString() };
    const id = derivedUuid('override fell short', override, item, why, cause);
    const metadata = { schemaVersion: 1, actor: 'hub:intake', causationId: cause };
    return [
      { stream: `${OVERRIDE_STREAMS}${override}`, event: { id, type: 'OverrideFellShort', data, metadata } },
    ];
  });
