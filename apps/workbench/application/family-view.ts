import type { FamilyId, PersonId, RecordId } from '#platform';
import { inSpan } from '#platform/tracing';
import type { FamilyPerson, PersonRecord } from '#identity';
import type { TimelineItem } from '#journey';
import { currentRuleset, overrideRecordOf } from '#sharing';
import type { Sitting } from '#access';
import type { Readers } from './readers.js';
import { decideForViewer, visiblePersons, type Permitted } from './decide-for-viewer.js';
import { owingOf } from './overrides-reader.js';
import { sittingFor } from './viewer-facts.js';

/** A person as far as the viewer may know of them. */
export interface VisiblePerson {
  readonly person: PersonId;
  readonly name: string;
  /** ISO date. */
  readonly dateOfBirth: string | undefined;
  readonly records: readonly PersonRecord[];
}

export interface FamilyView extends Permitted {
  readonly family: FamilyId;
  /** What people read out, such as `F-7KQ2M`. */
  readonly reference: string;
  readonly persons: readonly VisiblePerson[];
  /** Until when this viewer has it open in an emergency. */
  readonly emergencyUntil?: Date;
}

/** Undefined where there is no such family, or nothing of it for this viewer: the two must look the same. */
export async function findFamilyView(
  readers: Readers,
  sitting: Sitting,
  family: FamilyId,
  now: Date,
): Promise<FamilyView | undefined> {
  const [named, items, people] = await Promise.all([
    readers.people.familyById(family),
    readers.timeline.itemsOfFamily(family),
    readers.people.peopleOfFamily(family),
  ]);
  const permitted = await permit(readers, sitting, items, now, family);
  if (named === undefined || (permitted.items.length === 0 && permitted.withheld.size === 0))
    return undefined;
  const { glass } = sittingFor(sitting, family, now);
  return {
    ...{ ...permitted, family, reference: named.reference, persons: personsIn(permitted, people) },
    ...(glass && { emergencyUntil: new Date(glass.until) }),
  };
}

/** The items decided again for the viewer, with agreements and overrides as they stand now. */
export async function permit(
  readers: Readers,
  stated: Sitting,
  items: readonly TimelineItem[],
  now: Date,
  family?: FamilyId,
): Promise<Permitted> {
  const sitting = sittingFor(stated, family, now);
  const attributes = { 'throughline.count': items.length };
  return inSpan('decide for viewer', { attributes }, async () => {
    const persons = [...new Set(items.flatMap(({ people }) => people.map(({ person }) => person)))];
    const ids = items.map(({ item }) => item);
    const { recipient } = sitting.viewer.recipient;
    const [agreements, asked, owed] = await Promise.all([
      readers.agreements.ofPersons(persons),
      readers.overrides.ofItems(ids),
      readers.owing.ofItems(recipient, ids),
    ]);
    const overrides = asked.map(overrideRecordOf).filter((record) => record !== undefined);
    const owing = owingOf(owed, asked, recipient);
    return decideForViewer(items, {
      sitting,
      agreements,
      overrides,
      owing,
      now,
      ruleset: currentRuleset(now),
    });
  });
}

/** Only people whom a permitted item is about, and of them only the records that such items name. */
export function personsIn(permitted: Permitted, people: readonly FamilyPerson[]): readonly VisiblePerson[] {
  const visible = visiblePersons(permitted.items);
  return people
    .flatMap((person) => {
      const records = visible.get(person.person);
      return records ? [visiblePerson(person, records)] : [];
    })
    .sort((a, b) => (b.dateOfBirth ?? '').localeCompare(a.dateOfBirth ?? '') || a.name.localeCompare(b.name));
}

function visiblePerson({ person, records }: FamilyPerson, seen: ReadonlySet<RecordId>): VisiblePerson {
  const own = records.filter(({ record }) => seen.has(record));
  const named = own.flatMap(({ names }) => names).find(({ use }) => use !== 'FORMER');
  return {
    person,
    name: named ? `${named.given} ${named.family}` : 'Name not known',
    dateOfBirth: own.find(({ dateOfBirth }) => dateOfBirth !== undefined)?.dateOfBirth,
    records: own,
  };
}
