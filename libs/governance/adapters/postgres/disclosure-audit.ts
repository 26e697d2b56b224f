import type pg from 'pg';
import type { Purpose } from '#contracts';
import type { FamilyId, ItemId, PersonId, RecordId } from '#platform';
import { inPages } from './cursor.js';
import { isOpenItem } from './open-item.js';
import { pageOf, paged, type Paged } from './paged.js';
import { ITEMS_OF_PERSON, RECORDS_OF_PERSON } from './person-scope.js';

/** One look at a record: who, as what, what for, what was opened. */
export interface AuditedDisclosure {
  readonly disclosure: string;
  readonly at: Date;
  readonly viewer: string;
  readonly role: string;
  readonly agency: string;
  /** The team it was decided for. */
  readonly recipient: string;
  readonly purpose: Purpose;
  readonly reference: string;
  readonly page: string;
  readonly ruleset: string;
  /** What the family is called now, and by the hub. */
  readonly family: string | undefined;
  readonly familyId: FamilyId | undefined;
}

export interface DisclosureQuestion {
  readonly purpose: string | undefined;
  readonly role: string | undefined;
  /** First moments of the first day, and of the day after the last. */
  readonly from: Date | undefined;
  readonly until: Date | undefined;
  readonly page: number;
}

/** An item that was shown, on which row; no content of it. */
export interface DisclosedItem {
  readonly item: ItemId;
  readonly agency: string;
  /** Undefined where only its custodian may know of it, or it is no longer shared. */
  readonly type: string | undefined;
  readonly row: string;
}

export interface DisclosureAudit {
  list(question: DisclosureQuestion): Promise<Paged<AuditedDisclosure>>;
  find(disclosure: string): Promise<AuditedDisclosure | undefined>;
  /** When the first look was; undefined where there was none. */
  firstAt(): Promise<Date | undefined>;
  /** Looks that showed the person or their family, and at any open item of theirs; latest first. */
  ofPerson(person: string, page: number): Promise<Paged<AuditedDisclosure>>;
  allOfPerson(person: string): AsyncIterable<readonly AuditedDisclosure[]>;
  /** What was shown, restricted items left out. */
  itemsOf(disclosure: string): Promise<readonly DisclosedItem[]>;
  /** Who was shown, by whom their records are linked to now; those whom their custodian alone may know of included. */
  shownIn(disclosure: string): Promise<readonly ShownRecord[]>;
}

/** A record of somebody who was shown. */
export interface ShownRecord {
  readonly record: RecordId;
  readonly person: PersonId;
}

interface Found {
  readonly disclosure: string;
  readonly at: Date;
  readonly viewer: string;
  readonly role: string;
  readonly agency: string;
  readonly recipient: string;
  readonly purpose: Purpose;
  readonly reference: string;
  readonly page: string;
  readonly ruleset: string;
  readonly family_id: FamilyId | null;
  readonly family_reference: string | null;
}

const ITEMS = `
  SELECT i.item_id AS item, i.agency, i.type, d.row
  FROM disclosures.disclosed_items d JOIN timeline.items i USING (item_id)
  WHERE d.disclosure = $1 AND ${isOpenItem('i.item_id')}
  ORDER BY i.occurred_at DESC NULLS LAST, i.item_id`;

const SHOWN = `
  SELECT d.record_id AS record, coalesce(k.person_id, d.record_id) AS person
  FROM disclosures.disclosed_records d LEFT JOIN families.records k USING (record_id)
  WHERE d.disclosure = $1 ORDER BY person, record`;

const OF_PERSON = `
  SELECT d.*, f.reference AS family_reference
  FROM disclosures.disclosures d LEFT JOIN families.families f USING (family_id)
  WHERE d.family_id = (SELECT p.family_id FROM families.persons p WHERE p.person_id = $1)
    OR d.disclosure IN (SELECT shown.disclosure FROM disclosures.disclosed_items shown
      WHERE shown.item_id IN ${ITEMS_OF_PERSON})
    OR d.disclosure IN (SELECT shown.disclosure FROM disclosures.disclosed_records shown
      WHERE shown.record_id IN ${RECORDS_OF_PERSON})
  ORDER BY d.at DESC, d.disclosure`;

export function createDisclosureAudit(pool: pg.Pool): DisclosureAudit {
  return {
    async list({ purpose, role, from, until, page }) {
      const { limit, offset } = pageOf(page);
      const { rows } = await pool.query<Found>(
        `SELECT d.*, f.reference AS family_reference
         FROM disclosures.disclosures d LEFT JOIN families.families f USING (family_id)
         WHERE ($1::text IS NULL OR d.purpose = $1) AND ($2::text IS NULL OR d.role = $2)
           AND ($3::timestamptz IS NULL OR d.at >= $3) AND ($4::timestamptz IS NULL OR d.at < $4)
         ORDER BY d.at DESC, d.disclosure LIMIT $5 OFFSET $6`,
        [purpose ?? null, role ?? null, from ?? null, until ?? null, limit, offset],
      );
      return paged(rows.map(toDisclosure), page);
    },
    async find(disclosure) {
      const { rows } = await pool.query<Found>(
        `SELECT d.*, f.reference AS family_reference
         FROM disclosures.disclosures d LEFT JOIN families.families f USING (family_id) WHERE d.disclosure = $1`,
        [disclosure],
      );
      return rows[0] && toDisclosure(rows[0]);
    },
    async firstAt() {
      const { rows } = await pool.query<{ at: Date | null }>(
        'SELECT min(at) AS at FROM disclosures.disclosures',
      );
      return rows[0]?.at ?? undefined;
    },
    async ofPerson(person, page) {
      const { limit, offset } = pageOf(page);
      const { rows } = await pool.query<Found>(`${OF_PERSON} LIMIT $2 OFFSET $3`, [person, limit, offset]);
      return paged(rows.map(toDisclosure), page);
    },
    async *allOfPerson(person) {
      for await (const rows of inPages<Found>(pool, { text: OF_PERSON, values: [person] }))
        yield rows.map(toDisclosure);
    },
    async itemsOf(disclosure) {
      const { rows } = await pool.query<DisclosedItem>(ITEMS, [disclosure]);
      return rows.map((row) => ({ ...row, type: row.type ?? undefined }));
    },
    async shownIn(disclosure) {
      return (await pool.query<ShownRecord>(SHOWN, [disclosure])).rows;
    },
  };
}

const toDisclosure = (row: Found): AuditedDisclosure => ({
  disclosure: row.disclosure,
  at: row.at,
  viewer: row.viewer,
  role: row.role,
  agency: row.agency,
  recipient: row.recipient,
  purpose: row.purpose,
  reference: row.reference,
  page: row.page,
  ruleset: row.ruleset,
  family: row.family_reference ?? undefined,
  familyId: row.family_id ?? undefined,
});
