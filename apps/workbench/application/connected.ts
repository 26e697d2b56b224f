import type { PersonId, RecordId } from '#platform';
import type { SeenFamily } from '#identity';
import type { TimelineItem } from '#journey';
import type { Connection, ConnectionKind, ConnectionsReader, Sitting, Viewer } from '#access';

/** What stands of a viewer's declared connections, those of this sitting included. */
export async function connectionsOf(
  readers: { readonly connections: Pick<ConnectionsReader, 'ofStaff'> },
  { viewer, declared = [] }: { readonly viewer: Viewer } & Pick<Sitting, 'declared'>,
): Promise<readonly Connection[]> {
  const known = await readers.connections.ofStaff(viewer.staff);
  const standing = known.filter(({ ended }) => ended === undefined).map((each) => each.declared);
  const isKnown = ({ connection }: Connection) =>
    known.some((each) => each.declared.connection === connection);
  return [...standing, ...declared.filter((each) => !isKnown(each))];
}

/** Kinds that bar a viewer from whatever concerns those people. */
export const isBarring = ({ kind }: Pick<Connection, 'kind'>): boolean =>
  kind === 'SUBJECT' || kind === 'RELATIVE';

/**
 * Every record that a connection concerns now: those of the persons declared, whoever linked a record to them, and of
 * everybody in a family with them in the viewer's own sight. A family that only hidden items join stays two.
 */
export function recordsConcerned(
  { records }: Connection,
  items: readonly TimelineItem[],
  families: readonly SeenFamily[],
): ReadonlySet<RecordId> {
  const named = new Set(records);
  const persons = new Set<PersonId>();
  for (const { record, person } of items.flatMap(({ people }) => people))
    if (named.has(record)) persons.add(person);
  for (const { record, person } of items.flatMap(({ people }) => people))
    if (persons.has(person)) named.add(record);
  const kin = families.filter((family) => [...family.records.keys()].some((record) => named.has(record)));
  return new Set([...named, ...kin.flatMap((family) => [...family.records.keys()])]);
}

/** How a viewer is connected to an item: through anybody in it, but for those who are in it for their work. */
export function connectionOf(
  concerned: readonly (readonly [ConnectionKind, ReadonlySet<RecordId>])[],
): (item: TimelineItem) => readonly ConnectionKind[] {
  return ({ people }) =>
    concerned.flatMap(([kind, records]) =>
      people.some(({ record, role }) => role !== 'professional' && records.has(record)) ? [kind] : [],
    );
}
