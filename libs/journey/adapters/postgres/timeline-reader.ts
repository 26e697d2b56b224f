import type pg from 'pg';
import type { AgencyId, AgreementId, FamilyId, ItemId, PersonId, RecordId } from '#platform';
import type { Sector, StatementType, SubjectRole } from '#contracts';
import type { Decision, ItemFacts, PersonInItem } from '#sharing';
import type { Sealed } from '#vault';
import type { SourcePosition, StoredFacts } from '../../domain/item-events.js';

export interface TimelinePerson extends PersonInItem {
  readonly role: SubjectRole | undefined;
}

interface TimelineOrigin {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly sourceEventId: string;
  readonly receivedAt: Date;
  readonly source: SourcePosition;
  readonly decisions: readonly Decision[];
  readonly revision: bigint;
  /** Every person whose record the item names; `bornOn` is a month (`YYYY-MM`) where known. */
  readonly people: readonly TimelinePerson[];
}

/** An item whose content may be shown to someone. */
export interface SharedItem extends TimelineOrigin {
  readonly state: 'SHARED';
  readonly type: string;
  readonly sector: Sector;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly statementType: StatementType;
  readonly facts: ItemFacts;
  readonly sealed: Sealed;
  readonly corrects: ItemId | undefined;
  readonly retracts: ItemId | undefined;
  /** Items of the same agency that correct or retract this one. */
  readonly correctedBy: readonly ItemId[];
  readonly retractedBy: readonly ItemId[];
}

/** A stub: withheld or ceased. */
export interface HeldItem extends TimelineOrigin {
  readonly state: 'WITHHELD' | 'CEASED';
  readonly kind: string | undefined;
  readonly existenceMayBeTold: boolean;
  /** Since when its agency is asked for the content that the feed no longer has. */
  readonly contentAskedAt: Date | undefined;
  /** Items of the same agency that retract this one. */
  readonly retractedBy: readonly ItemId[];
}

export type TimelineItem = SharedItem | HeldItem;

/** An item to be decided again because of this moment. */
export interface DueItem {
  readonly item: ItemId;
  readonly standsUntil: Date;
}

export interface TimelineReader {
  /** Items of every person of these families, newest first. Undecided for the viewer: filter before anything else. */
  itemsOfFamilies(families: readonly FamilyId[]): Promise<readonly TimelineItem[]>;
  /** Shared items that correct one of these families', whoever they are about themselves. Undecided too. */
  correctionsOfFamilies(families: readonly FamilyId[]): Promise<readonly SharedItem[]>;
  item(item: ItemId): Promise<TimelineItem | undefined>;
  stubsOfRecords(records: readonly RecordId[]): Promise<readonly HeldItem[]>;
  /** Of every person of the family that is called so, by the hub or by a viewer. */
  stubsOfFamily(named: FamilyId): Promise<readonly HeldItem[]>;
  /** Items of these records, and items that stand on any of these agreements, whoever they are about. */
  itemsAbout(
    records: readonly RecordId[],
    agreements: readonly AgreementId[],
  ): Promise<readonly TimelineItem[]>;
  /** Items that stand on any of these. */
  itemsStandingOn(agreements: readonly AgreementId[]): Promise<readonly TimelineItem[]>;
  /** Shared items that stand on an agreement, of people born in these months (`YYYY-MM`): after one, up to the other. */
  itemsOfBornIn(after: string, upTo: string): Promise<readonly SharedItem[]>;
  /** Shared items of which a moment has passed at which time alone may have changed what was decided, the earliest first. */
  itemsDueBy(upTo: Date): Promise<readonly DueItem[]>;
}

/** Named, not `*`: a swap to a projection with more columns must not break statements that are already prepared. */
const COLUMNS = [
  'item_id, agency, source_event_id, state, kind, type, sector, occurred_at, recorded_at, received_at',
  'statement_type, existence_may_be_told, facts, sealed, decisions, corrects, retracts',
  'content_asked_at, source_topic, source_partition, source_offset, revision',
]
  .join(', ')
  .replaceAll(/(\w+)/g, 'i.$1');

/** By key, whatever the planner believes of tables that it has not counted: a join read all records for each item. */
const PERSON = '(SELECT k.person_id FROM families.records k WHERE k.record_id = r.record_id)';

/**
 * One statement for each question. `i` is restricted by `scope`; the people of an item come with their person, joined
 * at reading so that a link that moves takes its items along.
 */
const select = (scope: string) => `
  SELECT ${COLUMNS},
    (SELECT coalesce(jsonb_agg(jsonb_build_object('record', r.record_id, 'role', r.role, 'party', r.party,
        'onRecord', r.on_record, 'person', ${PERSON}) ORDER BY r.record_id), '[]'::jsonb)
      FROM timeline.item_records r WHERE r.item_id = i.item_id) AS people,
    (SELECT array_agg(a.item_id ORDER BY a.item_id) FROM timeline.items a
      WHERE a.corrects = i.item_id AND a.agency = i.agency AND a.state = 'SHARED') AS corrected_by,
    (SELECT array_agg(a.item_id ORDER BY a.item_id) FROM timeline.items a
      WHERE a.retracts = i.item_id AND a.agency = i.agency) AS retracted_by
  FROM timeline.items i
  WHERE i.state <> 'NOTICE' AND ${scope}
  ORDER BY i.occurred_at DESC NULLS LAST, i.item_id`;

const itemsIn = (families: string) => `(
  SELECT r.item_id FROM families.persons p
    JOIN families.records k ON k.person_id = p.person_id
    JOIN timeline.item_records r ON r.record_id = k.record_id AND r.on_record
  WHERE p.family_id = ${families}
  UNION ALL
  SELECT r.item_id FROM families.records k LEFT JOIN families.persons p ON p.person_id = k.person_id
    JOIN timeline.item_records r ON r.record_id = k.record_id AND r.on_record
  WHERE k.own_family = ${families} AND p.family_id IS NULL)`;
const inFamilies = (families: string) => `i.item_id IN ${itemsIn(families)}`;

const BY_FAMILIES = select(inFamilies('ANY($1::uuid[])'));

const CORRECTIONS = select(`i.state = 'SHARED' AND i.corrects IN ${itemsIn('ANY($1::uuid[])')}`);

/** A family is called after any of its records; the hub's own name is that of one of them. */
const NAMED = `ANY(ARRAY(
  SELECT coalesce(q.family_id, l.own_family) FROM families.records l LEFT JOIN families.persons q USING (person_id)
  WHERE l.own_family = $1 UNION SELECT $1::uuid))`;

const STUBS_OF_FAMILY = select(`i.state IN ('WITHHELD', 'CEASED') AND ${inFamilies(NAMED)}`);

const BY_ITEM = select('i.item_id = $1');

const STUBS = select(`i.state IN ('WITHHELD', 'CEASED') AND i.item_id IN (
  SELECT r.item_id FROM timeline.item_records r WHERE r.record_id = ANY($1::uuid[]))`);

const BY_AGREEMENT = select('i.stands_on && $1::uuid[]');

const ABOUT = select(`i.item_id IN (
  SELECT r.item_id FROM timeline.item_records r WHERE r.record_id = ANY($1::uuid[])
  UNION SELECT s.item_id FROM timeline.items s WHERE s.stands_on && $2::uuid[])`);

const BY_BIRTH = select(`i.state = 'SHARED' AND i.stands_on <> '{}' AND EXISTS (
  SELECT 1 FROM jsonb_array_elements(i.facts -> 'people') p
  WHERE p ->> 'bornIn' > $1 AND p ->> 'bornIn' <= $2)`);

/** However long ago the moment passed: whatever was decided again since has a later one. */
const DUE = `
  SELECT item_id AS item, stands_until AS "standsUntil" FROM timeline.items
  WHERE stands_until <= $1 AND state = 'SHARED' ORDER BY stands_until, item_id`;

const PAGE = select(`i.item_id IN (
  SELECT item_id FROM timeline.items WHERE state = 'SHARED' AND ($1::uuid IS NULL OR item_id > $1::uuid)
  ORDER BY item_id LIMIT 500)`);

interface ItemRecord {
  readonly item_id: string;
  readonly agency: string;
  readonly source_event_id: string;
  readonly state: 'SHARED' | 'WITHHELD' | 'CEASED';
  readonly kind: string | null;
  readonly type: string;
  readonly sector: Sector;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly received_at: Date;
  readonly statement_type: StatementType;
  readonly existence_may_be_told: boolean;
  readonly facts: StoredFacts;
  readonly sealed: Sealed;
  readonly decisions: readonly Decision[];
  readonly corrects: string | null;
  readonly retracts: string | null;
  readonly content_asked_at: Date | null;
  readonly source_topic: string;
  readonly source_partition: number;
  readonly source_offset: string | bigint;
  readonly revision: string | bigint;
  readonly people: readonly StoredPerson[];
  readonly corrected_by: readonly string[] | null;
  readonly retracted_by: readonly string[] | null;
}

type Stated = StoredFacts['people'][number];

interface StoredPerson {
  readonly record: RecordId;
  readonly role: SubjectRole | null;
  readonly party: PersonInItem['party'] | null;
  readonly onRecord: boolean;
  readonly person: PersonId | null;
}

export function createTimelineReader(pool: pg.Pool): TimelineReader {
  const ask = async (name: string, text: string, ...values: unknown[]): Promise<TimelineItem[]> => {
    const { rows } = await pool.query<ItemRecord>({ name, text, values });
    return rows.map(toItem);
  };
  return {
    itemsOfFamilies: (families) => ask('timeline-families', BY_FAMILIES, families),
    correctionsOfFamilies: async (families) =>
      (await ask('timeline-corrections', CORRECTIONS, families)).filter(isShared),
    item: async (item) => (await ask('timeline-item', BY_ITEM, item))[0],
    stubsOfRecords: async (records) => (await ask('timeline-stubs', STUBS, records)).filter(isHeld),
    stubsOfFamily: async (named) =>
      (await ask('timeline-family-stubs', STUBS_OF_FAMILY, named)).filter(isHeld),
    itemsAbout: (records, agreements) => ask('timeline-about', ABOUT, records, agreements),
    itemsStandingOn: (agreements) => ask('timeline-agreements', BY_AGREEMENT, agreements),
    itemsOfBornIn: async (after, upTo) =>
      (await ask('timeline-births', BY_BIRTH, after, upTo)).filter(isShared),
    itemsDueBy: async (upTo) =>
      (await pool.query<DueItem>({ name: 'timeline-due', text: DUE, values: [upTo] })).rows,
  };
}

const isHeld = (item: TimelineItem): item is HeldItem => item.state !== 'SHARED';
const isShared = (item: TimelineItem): item is SharedItem => item.state === 'SHARED';

/** The next five hundred shared items after this one, in the order of their ids. */
export async function readSharedItems(
  pool: pg.Pool,
  after: ItemId | undefined,
): Promise<readonly SharedItem[]> {
  const { rows } = await pool.query<ItemRecord>({ text: PAGE, values: [after ?? null] });
  const items = rows.map(toItem).filter(isShared);
  return items.sort((one, other) => (one.item < other.item ? -1 : 1));
}

function toItem(row: ItemRecord): TimelineItem {
  return row.state === 'SHARED' ? toShared(row) : toHeld(row, row.state);
}

const toOrigin = (row: ItemRecord): TimelineOrigin => ({
  item: row.item_id as ItemId,
  agency: row.agency as AgencyId,
  sourceEventId: row.source_event_id,
  receivedAt: row.received_at,
  source: { topic: row.source_topic, partition: row.source_partition, offset: String(row.source_offset) },
  decisions: row.decisions,
  revision: BigInt(row.revision),
  people: row.people.map((person) => toPerson(person, row.facts)),
});

function toPerson(person: StoredPerson, facts: StoredFacts | null): TimelinePerson {
  const stated = facts?.people.find(({ record }) => record === person.record);
  return {
    record: person.record,
    // A record that no projection has linked yet is a person of its own until it is.
    person: person.person ?? (person.record as string as PersonId),
    party: person.party ?? (person.onRecord ? 'SUBJECT' : 'THIRD_PARTY'),
    role: person.role ?? undefined,
    ...(stated === undefined ? {} : statedOf(stated)),
  };
}

function statedOf({ bornIn, record: _record, role: _role, party: _party, ...flags }: Stated) {
  return { ...flags, ...(bornIn === undefined ? {} : { bornOn: bornIn }) };
}

const toHeld = (row: ItemRecord, state: HeldItem['state']): HeldItem => ({
  ...toOrigin(row),
  state,
  kind: row.kind ?? undefined,
  existenceMayBeTold: row.existence_may_be_told,
  contentAskedAt: row.content_asked_at ?? undefined,
  retractedBy: (row.retracted_by ?? []) as ItemId[],
});

function toShared(row: ItemRecord): SharedItem {
  const origin = toOrigin(row);
  return {
    ...origin,
    state: 'SHARED',
    type: row.type,
    sector: row.sector,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    statementType: row.statement_type,
    facts: {
      ...row.facts,
      item: origin.item,
      agency: origin.agency,
      people: origin.people,
      occurredAt: row.occurred_at,
    },
    sealed: row.sealed,
    corrects: (row.corrects ?? undefined) as ItemId | undefined,
    retracts: (row.retracts ?? undefined) as ItemId | undefined,
    correctedBy: (row.corrected_by ?? []) as ItemId[],
    retractedBy: (row.retracted_by ?? []) as ItemId[],
  };
}
