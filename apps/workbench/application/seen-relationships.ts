import type { AgencyId, PersonId, RecordId } from '#platform';
import type { RelationshipKind } from '#contracts';
import { isStating } from './permitted-item.js';
import type { PermittedItem } from './decide-for-viewer.js';
import type { Sight } from './look-at.js';
import type { VisiblePerson } from './visible-persons.js';

export interface SeenRelationship {
  readonly from: PersonId;
  readonly to: PersonId;
  readonly kind: RelationshipKind;
  readonly agency: AgencyId;
}

/** Between people whom the viewer may see, as items state it that they may see. */
export function relationshipsIn(
  items: readonly PermittedItem[],
  persons: readonly VisiblePerson[],
  { statementOf }: Pick<Sight, 'statementOf'>,
): readonly SeenRelationship[] {
  const visible = new Set(persons.map(({ person }) => person));
  const found = new Map<string, SeenRelationship>();
  for (const item of items.filter(isStating)) {
    const personOf = shownPersons(item);
    for (const [record, from] of personOf)
      for (const { record: related, kind } of statementOf(item.item, record)?.related ?? []) {
        const to = personOf.get(related);
        if (to === undefined || to === from || !visible.has(from) || !visible.has(to)) continue;
        found.set([from, to, kind, item.agency].join(' '), { from, to, kind, agency: item.agency });
      }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, relationship]) => relationship);
}

const shownPersons = ({ people, decision }: PermittedItem): ReadonlyMap<RecordId, PersonId> =>
  new Map(
    people
      .filter(({ record }) => !decision.redact.includes(record))
      .map(({ record, person }) => [record, person]),
  );
