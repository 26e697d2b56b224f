import type pg from 'pg';
import type { Purpose } from '#contracts';
import { pageOf, paged, type Paged } from './paged.js';

/** One look at a record: who, as what, what for, what was opened. */
export interface AuditedDisclosure {
  readonly at: Date;
  readonly viewer: string;
  readonly role: string;
  readonly agency: string;
  readonly purpose: Purpose;
  readonly reference: string;
  readonly page: string;
  readonly family: string | undefined;
  readonly items: number;
}

export interface DisclosureQuestion {
  readonly purpose: string | undefined;
  readonly role: string | undefined;
  /** First moments of the first day, and of the day after the last. */
  readonly from: Date | undefined;
  readonly until: Date | undefined;
  readonly page: number;
}

export interface DisclosureAudit {
  list(question: DisclosureQuestion): Promise<Paged<AuditedDisclosure>>;
}

interface Found {
  readonly at: Date;
  readonly viewer: string;
  readonly role: string;
  readonly agency: string;
  readonly purpose: Purpose;
  readonly reference: string;
  readonly page: string;
  readonly item_count: number;
  readonly family_reference: string | null;
}

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
  };
}

const toDisclosure = (row: Found): AuditedDisclosure => ({
  at: row.at,
  viewer: row.viewer,
  role: row.role,
  agency: row.agency,
  purpose: row.purpose,
  reference: row.reference,
  page: row.page,
  family: row.family_reference ?? undefined,
  items: row.item_count,
});
