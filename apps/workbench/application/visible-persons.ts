import type { PersonId, RecordId } from '#platform';
import { recordStated, type PersonRecord } from '#identity';
import { isStating, shownSubjects } from './permitted-item.js';
import { visiblePersons, type PermittedItem } from './decide-for-viewer.js';
import { inOrderOfArrival, type Sight } from './look-at.js';

/** A person as far as the viewer may know of them. */
export interface VisiblePerson {
  readonly person: PersonId;
  readonly name: string;
  /** ISO date. */
  readonly dateOfBirth: string | undefined;
  /** As the items state them that the viewer may see; the latest first. */
  readonly records: readonly PersonRecord[];
}

/** Only people whom a permitted item is about, and of them only what such items state. */
export function personsIn(
  items: readonly PermittedItem[],
  { statementOf }: Pick<Sight, 'statementOf'>,
): readonly VisiblePerson[] {
  const standing = inOrderOfArrival(items.filter(isStating));
  return [...visiblePersons(items)]
    .map(([person, records]) => ({
      person,
      ...described([...records].map((record) => recordOf(record, standing, statementOf))),
    }))
    .sort(byAgeAndName);
}

export const byAgeAndName = (a: VisiblePerson, b: VisiblePerson): number =>
  (b.dateOfBirth ?? '').localeCompare(a.dateOfBirth ?? '') ||
  a.name.localeCompare(b.name) ||
  a.person.localeCompare(b.person);

function recordOf(
  record: RecordId,
  standing: readonly PermittedItem[],
  statementOf: Sight['statementOf'],
): PersonRecord {
  const about = standing.filter((item) => shownSubjects(item).includes(record));
  const [first] = about;
  if (first === undefined) throw new Error('A visible record is in some item');
  return recordStated(
    record,
    first.agency,
    about.flatMap(({ item }) => statementOf(item, record) ?? []),
  );
}

function described(records: readonly PersonRecord[]): Omit<VisiblePerson, 'person'> {
  const own = [...records].sort(
    (a, b) => b.observedAt.getTime() - a.observedAt.getTime() || a.record.localeCompare(b.record),
  );
  const named = own.flatMap(({ names }) => names).find(({ use }) => use !== 'FORMER');
  return {
    name: named ? `${named.given} ${named.family}` : 'Name not known',
    dateOfBirth: own.find(({ dateOfBirth }) => dateOfBirth !== undefined)?.dateOfBirth,
    records: own,
  };
}
