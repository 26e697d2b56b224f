import type { FamilyId, PersonId, RecordId } from '#platform';
import { familyReference, ownFamilyOf, type SeenFamily } from '#identity';
import type { TimelineItem } from '#journey';
import type { ConnectionKind, Sitting } from '#access';
import { decideForViewer, type Permitted, type PermittedItem } from './decide-for-viewer.js';
import { readFor, see, type Sight } from './look-at.js';
import type { Readers } from './readers.js';
import { relationshipsIn, type SeenRelationship } from './seen-relationships.js';
import { isOpenIn, usualSitting } from './viewer-facts.js';
import { personsIn, type VisiblePerson } from './visible-persons.js';

/** Persons in it are those whom the items seen make out, so that their ids are no others than these items give. */
export interface FamilyView extends Permitted {
  /** What the family is called in the viewer's sight, which need not be what the hub calls it. */
  readonly family: FamilyId;
  /** What people read out, such as `F-7KQ2M`. */
  readonly reference: string;
  /** What the hub calls it: for the record of who looked, never for the page. */
  readonly recordedAs: FamilyId;
  /** Everybody's in the family as it is seen; of a family of stubs, the record that it is called after. */
  readonly records: readonly RecordId[];
  readonly persons: readonly VisiblePerson[];
  readonly relationships: readonly SeenRelationship[];
  /** What it was decided for: with the emergency view where one is open. */
  readonly sitting: Sitting;
  /** How this viewer declared to be connected to somebody in it. */
  readonly connections: readonly ConnectionKind[];
  /** Until when this viewer has it open in an emergency. */
  readonly emergencyUntil?: Date;
}

/** Undefined where there is no such family, or nothing of it for this viewer: the two must look the same. */
export const findFamilyView = async (...asked: Parameters<typeof findFamilySight>) =>
  (await findFamilySight(...asked))?.view;

/** The same with all that it was made out from. */
export async function findFamilySight(
  readers: Readers,
  sitting: Sitting,
  named: FamilyId,
  now: Date,
): Promise<{ readonly view: FamilyView; readonly sight: Sight } | undefined> {
  // As many questions for a name that nobody knows: how long an answer takes must not tell of a record either.
  const recordedAs = (await readers.people.familyNamed(named)) ?? named;
  const unseen = await readFor(readers, sitting, [recordedAs], now);
  const usual = await see(unseen, usualSitting(sitting));
  const known = familyIn(usual, named)?.records.keys() ?? [];
  const isOpen = isOpenIn(sitting, named, known, now);
  const sight = isOpen ? await see(unseen, sitting) : usual;
  const found = viewNamed(sight, named, recordedAs);
  const until = isOpen && sitting.glass && { emergencyUntil: new Date(sitting.glass.until) };
  return found && { view: { ...found, ...until }, sight };
}

const familyIn = ({ families }: Sight, named: FamilyId): SeenFamily | undefined =>
  families.find(({ records }) => [...records.keys()].some((record) => ownFamilyOf(record) === named));

function viewNamed(sight: Sight, named: FamilyId, recordedAs: FamilyId): FamilyView | undefined {
  const seen = familyIn(sight, named);
  return seen ? viewOf(sight, seen, recordedAs) : heldAlone(sight, named, recordedAs);
}

/** Every family of a sight: those that permitted items make out, and each record that only stubs name. */
export function everyViewIn(sight: Sight): readonly FamilyView[] {
  const seen = sight.families.map((each) => viewOf(sight, each));
  const told = new Set(seen.flatMap(({ held }) => held.map(({ item }) => item)));
  const rest = decideForViewer(sight.items, sight.deciding).held.filter(({ item }) => !told.has(item));
  const alone = sight.items
    .filter(({ item }) => rest.some((held) => held.item === item))
    .flatMap(({ people }) => people.filter(({ party }) => party === 'SUBJECT'))
    .map(({ record }) => ownFamilyOf(record));
  return [...seen, ...[...new Set(alone)].flatMap((named) => heldAlone(sight, named, named) ?? [])];
}

/** What is seen of one family, and how much each agency holds of those same persons. */
export function viewOf(sight: Sight, seen: SeenFamily, recordedAs = seen.family): FamilyView {
  const { records, family } = seen;
  const connections = sight.connectionsTo(records.keys());
  const items = sight.permittedAbout(records.keys()).map((item) => asSeen(item, seen));
  const persons = personsIn(items, sight);
  const known = new Set(sight.itemsNaming(records.keys()).flatMap((item) => personsNamed(item, records)));
  return {
    ...{ family, recordedAs, items, persons, connections, sitting: sight.deciding.sitting },
    records: namesakeFirst([...records.keys()], family),
    reference: referenceOf(sight, family),
    relationships: relationshipsIn(items, persons, sight),
    ruleset: sight.permitted.ruleset,
    // Whose a stub is follows from all that the hub knows: it says no more than what its publisher lets be told.
    ...heldOf(sight, sight.itemsAbout(known)),
  };
}

const namesakeFirst = (records: readonly RecordId[], family: FamilyId): readonly RecordId[] =>
  [...records].sort(
    (a, b) => Number(ownFamilyOf(b) === family) - Number(ownFamilyOf(a) === family) || (a < b ? -1 : 1),
  );

/** Nothing is permitted of the record, but somebody holds something of that very record and lets it be told. */
function heldAlone(sight: Sight, named: FamilyId, recordedAs: FamilyId): FamilyView | undefined {
  const concerned = sight.items.filter(({ people }) =>
    people.some(({ party, record }) => party === 'SUBJECT' && ownFamilyOf(record) === named),
  );
  const back = heldOf(sight, concerned);
  const reference = referenceOf(sight, named);
  const { ruleset } = sight.permitted;
  const all = sight.items.flatMap(({ people }) => people.map(({ record }) => record));
  const records = [...new Set(all)].filter((record) => ownFamilyOf(record) === named);
  const connections = sight.connectionsTo(records);
  const { sitting } = sight.deciding;
  const none = { items: [], persons: [], relationships: [], records, connections, sitting };
  return back.held.length === 0
    ? undefined
    : { ...none, ...back, family: named, recordedAs, reference, ruleset };
}

function asSeen(item: PermittedItem, { records }: SeenFamily): PermittedItem {
  const people = item.people.map((one) => {
    const person = records.get(one.record) ?? (one.record as string as PersonId);
    return { ...one, person };
  });
  return { ...item, people };
}

const personsNamed = (item: TimelineItem, records: SeenFamily['records']): readonly PersonId[] =>
  item.people.flatMap(({ record, person }) => (records.has(record) ? [person] : []));

/** What is withheld of these items. */
function heldOf(
  { permittedIds, deciding }: Sight,
  concerned: readonly TimelineItem[],
): Pick<Permitted, 'withheld' | 'held'> {
  const rest = concerned.filter(({ item }) => !permittedIds.has(item));
  const { withheld, held } = decideForViewer(rest, deciding);
  return { withheld, held };
}

const referenceOf = ({ statements }: Sight, family: FamilyId): string =>
  statements.find(({ ownFamily }) => ownFamily === family)?.ownReference ??
  familyReference(family, new Set());
