import type pg from 'pg';
import type { AgreementId, ItemId, PersonId, RecordId } from '#platform';
import type { AgreementFacts } from '#sharing';
import { agreementFactsOf, type AgreementRow } from '#sharing';
import type { Sealed } from '#vault';
import { isOpenItem } from './open-item.js';
import { pageOf, paged, type Paged } from './paged.js';
import { RECORDS_OF_PERSON } from './person-scope.js';

/** An agreement as information governance audits it; who gave it stays sealed until the record is opened. */
export interface AuditedAgreement {
  readonly facts: AgreementFacts;
  /** Of whom it is about. */
  readonly record: RecordId;
  readonly agency: string;
  readonly reference: string;
  readonly method: string | undefined;
  readonly wordingVersion: string | undefined;
  readonly noticeVersion: string | undefined;
  readonly reviewAt: string | undefined;
  readonly sealed: Sealed | undefined;
  /** Items shared on it now. Restricted items are their custodian's to count. */
  readonly standing: number;
}

export interface StandingItem {
  readonly item: ItemId;
  readonly agency: string;
  readonly type: string;
  readonly receivedAt: Date;
  readonly permitted: readonly { readonly recipient: string; readonly row: string }[];
}

export interface AgreementQuestion {
  readonly status: string | undefined;
  readonly agency: string | undefined;
  readonly page: number;
}

export interface AgreementAudit {
  list(question: AgreementQuestion): Promise<Paged<AuditedAgreement>>;
  find(agreement: AgreementId): Promise<AuditedAgreement | undefined>;
  /** Latest first. */
  ofPerson(person: string): Promise<readonly AuditedAgreement[]>;
  /** At most 100, latest first. */
  standingOn(agreement: AgreementId): Promise<readonly StandingItem[]>;
  /** Of the items shared on it now, those that governance may know of. */
  openOn(agreement: AgreementId): Promise<ReadonlySet<ItemId>>;
}

const UNRESTRICTED = `i.state = 'SHARED' AND ${isOpenItem('i.item_id')}`;

const SELECT = `
  SELECT a.*, k.person_id, w.person_id AS answering_person,
    (SELECT count(*)::int FROM timeline.items i WHERE i.stands_on @> ARRAY[a.agreement_id] AND ${UNRESTRICTED}) AS standing
  FROM agreements.agreements a LEFT JOIN families.records k USING (record_id)
    LEFT JOIN families.records w ON w.record_id = a.answered_by`;

const STANDING = `
  SELECT i.item_id, i.agency, i.type, i.received_at,
    coalesce(jsonb_agg(jsonb_build_object('recipient', d.recipient, 'row', d.row) ORDER BY d.recipient)
      FILTER (WHERE d.recipient IS NOT NULL), '[]'::jsonb) AS permitted
  FROM timeline.items i
    LEFT JOIN timeline.decisions d ON d.item_id = i.item_id AND d.outcome IN ('PERMIT', 'MUST_SHARE')
      AND d.stands_on @> ARRAY[$1::uuid]
  WHERE i.stands_on @> ARRAY[$1::uuid] AND ${UNRESTRICTED}
  GROUP BY i.item_id ORDER BY i.received_at DESC, i.item_id LIMIT 100`;

const OPEN = `SELECT i.item_id FROM timeline.items i WHERE i.stands_on @> ARRAY[$1::uuid] AND ${UNRESTRICTED}`;

type Found = AgreementRow & {
  readonly person_id: string | null;
  /** Who answered, where a record of theirs is named and linked. */
  readonly answering_person: PersonId | null;
  readonly standing: number;
};

export function createAgreementAudit(pool: pg.Pool): AgreementAudit {
  return {
    async list({ status, agency, page }) {
      const { limit, offset } = pageOf(page);
      const { rows } = await pool.query<Found>(
        `${SELECT} WHERE ($1::text IS NULL OR a.status = $1) AND ($2::text IS NULL OR a.agency = $2)
         ORDER BY coalesce(a.given_at, a.ended_at) DESC, a.agreement_id LIMIT $3 OFFSET $4`,
        [status ?? null, agency ?? null, limit, offset],
      );
      return paged(rows.map(toAudited), page);
    },
    async find(agreement) {
      const { rows } = await pool.query<Found>(`${SELECT} WHERE a.agreement_id = $1`, [agreement]);
      return rows[0] && toAudited(rows[0]);
    },
    async ofPerson(person) {
      const { rows } = await pool.query<Found>(
        `${SELECT} WHERE a.record_id IN ${RECORDS_OF_PERSON}
         ORDER BY coalesce(a.given_at, a.ended_at) DESC, a.agreement_id`,
        [person],
      );
      return rows.map(toAudited);
    },
    async openOn(agreement) {
      const { rows } = await pool.query<{ item_id: ItemId }>(OPEN, [agreement]);
      return new Set(rows.map(({ item_id }) => item_id));
    },
    async standingOn(agreement) {
      const { rows } = await pool.query<{
        item_id: string;
        agency: string;
        type: string;
        received_at: Date;
        permitted: StandingItem['permitted'];
      }>(STANDING, [agreement]);
      return rows.map((row) => ({
        item: row.item_id as ItemId,
        agency: row.agency,
        type: row.type,
        receivedAt: row.received_at,
        permitted: row.permitted,
      }));
    },
  };
}

function toAudited(row: Found): AuditedAgreement {
  return {
    facts: agreementFactsOf(
      row,
      (row.person_id ?? row.record_id) as PersonId,
      row.answering_person ?? undefined,
    ),
    record: row.record_id as RecordId,
    agency: row.agency,
    reference: row.reference,
    method: row.method ?? undefined,
    wordingVersion: row.wording_version ?? undefined,
    noticeVersion: row.notice_version ?? undefined,
    reviewAt: row.review_at ?? undefined,
    sealed: (row.sealed ?? undefined) as Sealed | undefined,
    standing: row.standing,
  };
}
