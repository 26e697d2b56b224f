import type pg from 'pg';
import type { FamilyId, ItemId, RecipientId } from '#platform';
import type { OwedRecord, Row } from '#sharing';

/** A record owed for what this team was shown. */
export interface OwedDisclosure {
  readonly item: ItemId;
  readonly row: Row;
  readonly record: OwedRecord;
  readonly disclosedAt: Date;
  readonly family: FamilyId | undefined;
}

export interface OwingReader {
  ofItems(recipient: RecipientId, items: readonly ItemId[]): Promise<readonly OwedDisclosure[]>;
  /** Oldest first, five hundred at most. */
  ofTeam(recipient: RecipientId): Promise<readonly OwedDisclosure[]>;
}

interface Found {
  readonly item_id: string;
  readonly row: Row;
  readonly record: OwedRecord;
  readonly disclosed_at: Date;
  readonly family_id: string | null;
}

const COLUMNS = 'item_id, row, record, disclosed_at, family_id';

export function createOwingReader(pool: pg.Pool): OwingReader {
  return {
    ofItems: async (recipient, items) =>
      (
        await pool.query<Found>(
          `SELECT ${COLUMNS} FROM owing.owed WHERE recipient = $1 AND item_id = ANY($2::uuid[])
           ORDER BY item_id, row, record`,
          [recipient, items],
        )
      ).rows.map(toOwed),
    ofTeam: async (recipient) =>
      (
        await pool.query<Found>(
          `SELECT ${COLUMNS} FROM owing.owed WHERE recipient = $1
           ORDER BY disclosed_at, item_id, row, record LIMIT 500`,
          [recipient],
        )
      ).rows.map(toOwed),
  };
}

const toOwed = (found: Found): OwedDisclosure => ({
  item: found.item_id as ItemId,
  row: found.row,
  record: found.record,
  disclosedAt: found.disclosed_at,
  family: (found.family_id ?? undefined) as FamilyId | undefined,
});
