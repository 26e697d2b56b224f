import { isRestrictedDecision, isRestrictedItem, type GlassBroken } from '#governance';
import type { HeldItem, TimelineReader } from '#journey';
import type { Trigger } from './triggers.js';
import type { Concern, OvertakenItem } from './work.js';

type About = readonly [item: HeldItem, trigger: Trigger];

/** What the hub holds by reference alone of a family for which somebody broke the glass, as far as it is restricted. */
export async function restrictedStubs(
  timeline: Pick<TimelineReader, 'stubsOfFamily'>,
  triggers: readonly Trigger[],
): Promise<readonly About[]> {
  const found: About[] = [];
  for (const trigger of triggers) {
    if (trigger.kind !== 'EMERGENCY') continue;
    const stubs = await timeline.stubsOfFamily(trigger.family);
    found.push(...stubs.filter(isRestrictedItem).map((stub): About => [stub, trigger]));
  }
  return found;
}

/** Emergency views that a restricted stub was decided without: where nobody remembers, those that last. */
export function emergenciesMissedBy(
  { stored, event, triggers }: OvertakenItem,
  lasting: readonly GlassBroken[],
): readonly Concern[] {
  if (event.type !== 'ItemWithheld' && event.type !== 'ItemCeased') return [];
  if (!event.data.decisions.some(isRestrictedDecision)) return [];
  const missed =
    triggers?.filter(({ kind }) => kind === 'EMERGENCY') ??
    lasting.map(({ family }): Trigger => ({ kind: 'EMERGENCY', cause: stored.id, family }));
  return missed.map((trigger) => [event.data.item, trigger]);
}
