import type { FamilyId, ItemId, RecordId } from '#platform';
import { inSpan } from '#platform/tracing';
import { familiesSeen, type SeenFamily, type SeenItem, type Statement } from '#identity';
import type { TimelineItem } from '#journey';
import { currentRuleset, overrideRecordsOf } from '#sharing';
import type { Sitting } from '#access';
import {
  decideForViewer,
  isStanding,
  type Deciding,
  type Permitted,
  type PermittedItem,
} from './decide-for-viewer.js';
import { owingOf } from './owing-of.js';
import type { Readers } from './readers.js';

/** Some families as one viewer may know of them now. */
export interface Sight {
  /** Undecided: nothing of these may be shown. */
  readonly items: readonly TimelineItem[];
  readonly deciding: Deciding;
  readonly permitted: Permitted;
  /** Who belongs together, by the permitted items alone. */
  readonly families: readonly SeenFamily[];
  readonly statements: readonly Statement[];
  /** What a permitted item states of a record, where the viewer may be shown that. */
  statementOf(item: ItemId, record: RecordId): Statement | undefined;
}

/** Reads, decides every item for the viewer, and makes out who is who by what is left. */
export async function lookAt(
  readers: Readers,
  sitting: Sitting,
  of: readonly FamilyId[],
  now: Date,
): Promise<Sight> {
  const families = await readers.people.neighboursOf(of);
  const [items, statements] = await Promise.all([
    readers.timeline.itemsOfFamilies(families),
    readers.people.statementsOfFamilies(families),
  ]);
  const attributes = { 'throughline.count': items.length };
  return inSpan('decide for viewer', { attributes }, async () => {
    const deciding = await decidingOn(readers, sitting, items, now);
    const permitted = decideForViewer(items, deciding);
    const statementOf = statementsBy(statements);
    const seen = inOrderOfArrival(permitted.items).map((item) => seenItem(item, statementOf));
    return { items, deciding, permitted, families: familiesSeen(seen), statements, statementOf };
  });
}

/** With agreements and overrides as they stand now. */
async function decidingOn(
  readers: Readers,
  sitting: Sitting,
  items: readonly TimelineItem[],
  now: Date,
): Promise<Deciding> {
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
  return { sitting, agreements, overrides, owing, now, ruleset: currentRuleset(now) };
}

function statementsBy(statements: readonly Statement[]): Sight['statementOf'] {
  const by = new Map(statements.map((statement) => [`${statement.item} ${statement.record}`, statement]));
  return (item, record) => by.get(`${item} ${record}`);
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

/** What was taken back states nothing any more, but keeps its place; a taking back has none. */
function seenItem(item: PermittedItem, statementOf: Sight['statementOf']): SeenItem {
  const people = item.retracts === undefined ? item.people : [];
  const stated = isStanding(item) ? people : people.filter(({ party }) => party === 'SUBJECT');
  return {
    item: item.item,
    people: stated
      .filter(({ record }) => !item.decision.redact.includes(record))
      .map(({ record, role }) => ({
        record,
        isProfessional: role === 'professional',
        statement: isStanding(item) ? statementOf(item.item, record) : undefined,
      })),
  };
}

/** Records that the item is about as far as the viewer may know. */
export const shownSubjects = ({ people, decision }: PermittedItem): readonly RecordId[] =>
  people.flatMap(({ party, record }) =>
    party === 'SUBJECT' && !decision.redact.includes(record) ? [record] : [],
  );
