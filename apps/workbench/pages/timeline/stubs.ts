import type { Agency } from '#access';
import type { FamilyView } from '../../application/family-view.js';

/** One sentence for each agency that holds something it lets be known of; never a date, a kind or a person. */
export function stubsOf(
  { withheld, reference }: Pick<FamilyView, 'withheld' | 'reference'>,
  agencies: readonly Agency[],
): readonly string[] {
  return agencies.flatMap(({ id, name, desk }) => {
    const count = withheld.get(id) ?? 0;
    if (count === 0) return [];
    const held = count === 1 ? 'holds 1 item. It is' : `holds ${count} items. They are`;
    return [
      `${name} ${held} not shared with you for this purpose. Ask: ${desk.name}, ${desk.phone}. Quote ${reference}.`,
    ];
  });
}
