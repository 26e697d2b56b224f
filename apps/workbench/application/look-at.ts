import type { FamilyId, ItemId, PersonId, RecordId } from '#platform';
import { inSpan } from '#platform/tracing';
import { familiesSeen, type SeenFamily, type SeenItem, type Statement } from '#identity';
import type { SharedItem, TimelineItem } from '#journey';
import { currentRuleset, overrideRecordsOf } from '#sharing';
import type { Connection, Sitting } from '#access';
import { connectionOf, connectionsOf, isBarring, recordsConcerned } from './connected.js';
import {
  decideForViewer,
  idsOf,
  type Deciding,
  type Permitted,
  type PermittedItem,
} from './decide-for-viewer.js';
import { foundBy } from './found-by.js';
import { isStating, shownSubjects } from './permitted-item.js';
import { owingOf } from './owing-of.js';
import type { Readers } from './readers.js';
import { statementsShown } from './statements-shown.js';
import { usualSitting } from './viewer-facts.js';

/** Some families as one viewer may know of them now. */
export interface Sight {
  /** Families of the hub that were read for it. */
  readonly read: readonly FamilyId[];
  /** Undecided: nothing of these may be shown. */
  readonly items: readonly TimelineItem[];
  readonly deciding: Deciding;
  readonly permitted: Permitted;
  readonly permittedIds: ReadonlySet<ItemId>;
  /** Who belongs together, by the permitted items alone. */
  readonly families: readonly SeenFamily[];
  readonly statements: readonly Statement[];
  /** What a permitted item states of a record, where the viewer may be shown that. */
  statementOf(item: ItemId, record: RecordId): Statement | undefined;
  /** Records of the viewer's own family, by what they declared. */
  readonly barred: ReadonlySet<RecordId>;
  /** The permitted items that are about any of these records as far as the viewer may know. */
  permittedAbout(records: Iterable<RecordId>): readonly PermittedItem[];
  /** Undecided: nothing of these may be shown. */
  itemsNaming(records: Iterable<RecordId>): readonly TimelineItem[];
  itemsAbout(persons: Iterable<PersonId>): readonly TimelineItem[];
  /** Kinds of connection to anybody of these records. */
  connectionsTo(records: Iterable<RecordId>): readonly Connection['kind'][];
}

/** What is read of some families, for one viewer and undecided. */
export interface Unseen {
  readonly read: readonly FamilyId[];
  readonly items: readonly TimelineItem[];
  /** What corrects one of the items, also where it is of another family itself. */
  readonly corrections: readonly SharedItem[];
  readonly statements: readonly Statement[];
  readonly connections: readonly Connection[];
  readonly deciding: Omit<Deciding, 'sitting'>;
  /** Of these items, those of which nothing can be opened any more. */
  erasedAmong(items: readonly PermittedItem[]): Promise<ReadonlySet<ItemId>>;
}

/**
 * Reads, decides every item for the viewer, and makes out who is who by what is left. Never in an emergency, which is of one
 * family and not of whatever is looked for meanwhile.
 */
export async function lookAt(
  readers: Readers,
  sitting: Sitting,
  of: readonly FamilyId[],
  now: Date,
): Promise<Sight> {
  return see(await readFor(readers, sitting, of, now), usualSitting(sitting));
}

export async function readFor(
  readers: Readers,
  sitting: Sitting,
  of: readonly FamilyId[],
  now: Date,
): Promise<Unseen> {
  const [families, connections] = await Promise.all([
    readers.people.neighboursOf(of),
    connectionsOf(readers, sitting),
  ]);
  const [items, corrections, statements] = await Promise.all([
    readers.timeline.itemsOfFamilies(families),
    readers.timeline.correctionsOfFamilies(families),
    readers.people.statementsOfFamilies(families),
  ]);
  const deciding = await decidingOn(readers, sitting, [...items, ...corrections], now);
  const unseen = { read: families, items, corrections, statements, connections, deciding };
  return { ...unseen, erasedAmong: (of) => erasedAmong(readers, of) };
}

async function erasedAmong(
  { vault }: Pick<Readers, 'vault'>,
  items: readonly PermittedItem[],
): Promise<ReadonlySet<ItemId>> {
  const erased = await vault.areErased(items.map(({ sealed }) => sealed));
  return new Set(items.flatMap(({ item }, at) => (erased[at] ? [item] : [])));
}

/**
 * As this sitting sees it, less what was erased: it is gone, with when it was and of whom. Asked of what may be seen alone, so
 * that nothing which may not be seen is asked about.
 */
export async function see(unseen: Unseen, sitting: Sitting): Promise<Sight> {
  const attributes = { 'throughline.count': unseen.items.length };
  const sight = await inSpan('decide for viewer', { attributes }, async () => decidedFor(unseen, sitting));
  const erased = await unseen.erasedAmong(sight.permitted.items);
  if (erased.size === 0) return sight;
  // Not among the corrections: what its sender does not state any more stays so when the correction is erased.
  const items = unseen.items.filter(({ item }) => !erased.has(item));
  return decidedFor({ ...unseen, items }, sitting);
}

/** Where something was declared, whom it concerns follows from what would be seen without it. */
function decidedFor(unseen: Unseen, sitting: Sitting): Sight {
  const { items, connections } = unseen;
  const plain = sightOf(unseen, { ...unseen.deciding, sitting }, []);
  if (connections.length === 0) return plain;
  const concerned = connections.map(
    (each) => [each.kind, recordsConcerned(each, items, plain.families)] as const,
  );
  return sightOf(unseen, { ...unseen.deciding, sitting, connectedTo: connectionOf(concerned) }, concerned);
}

function sightOf(
  { read, items, corrections, statements }: Unseen,
  deciding: Deciding,
  concerned: readonly (readonly [Connection['kind'], ReadonlySet<RecordId>])[],
): Sight {
  const permitted = decideForViewer(items, deciding, corrections);
  const statementOf = statementsShown(statements, permitted.items);
  const seen = inOrderOfArrival(permitted.items).map((item) => seenItem(item, statementOf));
  const barring = concerned.filter(([kind]) => isBarring({ kind }));
  return {
    ...{ read, items, deciding, permitted, families: familiesSeen(seen), statements, statementOf },
    permittedIds: idsOf(permitted.items),
    permittedAbout: foundBy(permitted.items, shownSubjects),
    itemsNaming: foundBy(items, ({ people }) => people.map(({ record }) => record)),
    itemsAbout: foundBy(items, subjectsOf),
    barred: new Set(barring.flatMap(([, records]) => [...records])),
    connectionsTo: (of) => {
      const named = [...of];
      return concerned.flatMap(([kind, records]) => (named.some((one) => records.has(one)) ? [kind] : []));
    },
  };
}

const subjectsOf = ({ people }: TimelineItem): readonly PersonId[] =>
  people.flatMap(({ party, person }) => (party === 'SUBJECT' ? [person] : []));

/** With agreements and overrides as they stand now. */
async function decidingOn(
  readers: Readers,
  sitting: Sitting,
  items: readonly TimelineItem[],
  now: Date,
): Promise<Omit<Deciding, 'sitting'>> {
  const persons = [...new Set(items.flatMap(({ people }) => people.map(({ person }) => person)))];
  const ids = items.map(({ item }) => item);
  const { recipient } = sitting.viewer.recipient;
  const [agreements, asked, owed] = await Promise.all([
    readers.agreements.ofPersons(persons),
    readers.overrides.ofItems(ids),
    readers.owing.ofItems(recipient, ids),
  ]);
  const overrides = overrideRecordsOf(asked, now);
  const owing = owingOf(owed, asked, recipient);
  return { agreements, overrides, owing, now, ruleset: currentRuleset(now) };
}

/** The feed's order, which no other item changes. */
export const inOrderOfArrival = (items: readonly PermittedItem[]): readonly PermittedItem[] =>
  [...items].sort(
    ({ receivedAt: a, source: from }, { receivedAt: b, source: other }) =>
      a.getTime() - b.getTime() ||
      compare(from.topic, other.topic) ||
      from.partition - other.partition ||
      Number(BigInt(from.offset) - BigInt(other.offset)),
  );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What was taken back or corrected states nothing any more, but keeps its place; a taking back has none. */
function seenItem(item: PermittedItem, statementOf: Sight['statementOf']): SeenItem {
  const people = item.retracts === undefined ? item.people : [];
  const subjects = shownSubjects(item);
  const stated = isStating(item) ? people : people.filter(({ record }) => subjects.includes(record));
  return {
    item: item.item,
    people: stated
      .filter(({ record }) => !item.decision.redact.includes(record))
      .map(({ record, role }) => ({
        record,
        isProfessional: role === 'professional',
        statement: isStating(item) ? statementOf(item.item, record) : undefined,
      })),
  };
}
