import type { Pool } from 'pg';
import type { AgencyId, ItemId, RecipientId } from '#platform';
import type { OverrideState } from '#sharing';

export interface OverridesReader {
  /** Every request that names one of these items, oldest first. */
  ofItems(items: readonly ItemId[]): Promise<readonly OverrideState[]>;
  /** For this team or asked in this organisation, newest first, two hundred at most. */
  ofTeam(recipient: RecipientId, agency: AgencyId): Promise<readonly OverrideState[]>;
}

interface Found {
  readonly state: OverrideState;
}

export function createOverridesReader(pool: Pool): OverridesReader {
  const ask = async (where: string, ...values: readonly unknown[]) =>
    (await pool.query<Found>(`SELECT state FROM overrides.overrides WHERE ${where}`, [...values])).rows.map(
      ({ state }) => state,
    );
  return {
    // Asked where there is no item as well: one statement less would tell that there is none at all.
    ofItems: (items) => ask('item_ids && $1::uuid[] ORDER BY asked_at, override_id', items),
    ofTeam: (recipient, agency) =>
      ask(
        `recipients @> ARRAY[$1::text] OR state->'requester'->>'organisation' = $2
         ORDER BY asked_at DESC, override_id LIMIT 200`,
        recipient,
        agency,
      ),
  };
}
