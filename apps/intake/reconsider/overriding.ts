import type { ItemId } from '#platform';
import type { OverrideState } from '#sharing';
import type { OverrideBook } from '../memory/override-book.js';
import type { Trigger } from './triggers.js';
import type { Concern, OvertakenItem } from './work.js';

/** Items that an override names, to be decided again as they stand: stubs and what is shared alike. */
export const overriddenBy = (triggers: readonly Trigger[], overrides: OverrideBook): readonly Concern[] =>
  triggers.flatMap((trigger) =>
    trigger.kind === 'OVERRIDDEN'
      ? overrides.itemsOf(trigger.override).map((item): Concern => [item, trigger])
      : [],
  );

/** Overrides before the item that its decision could not know: where nobody remembers, each that names it. */
export function overridesMissedBy(
  { stored, event, triggers }: OvertakenItem,
  overrides: OverrideBook,
): readonly Concern[] {
  if (event.type === 'AgreementNoticeTaken') return [];
  const { item } = event.data;
  const naming = overrides.naming(item).map(({ override }) => override);
  const missed = triggers?.filter((each) => each.kind === 'OVERRIDDEN' && naming.includes(each.override));
  const all = () => naming.map((override): Trigger => ({ kind: 'OVERRIDDEN', cause: stored.id, override }));
  return (missed ?? all()).map((trigger) => [item, trigger]);
}

/** An override brings up what was approved, a withdrawal what was kept back by a decision not to share. */
export const mayBringUp = (trigger: Trigger, item: ItemId, overrides: OverrideBook): boolean =>
  trigger.kind !== 'OVERRIDDEN' ||
  overrides.naming(item).some((each) => each.override === trigger.override && opens(each, item));

const opens = ({ kind, authorised, withdrawn }: OverrideState, item: ItemId): boolean =>
  authorised?.declined.includes(item) === false && (kind === 'OVERRIDE') === (withdrawn === undefined);
