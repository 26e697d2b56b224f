import type pg from 'pg';
import type { AgencyId, FamilyId, PersonId, StaffId, Uuid } from '#platform';
import type { EmergencyVerdict, GlassBroken } from '../../domain/emergency/emergency-events.js';

export interface EmergencyListed {
  readonly glass: Uuid;
  readonly family: FamilyId;
  readonly viewer: StaffId;
  readonly role: string;
  readonly viewerAgency: AgencyId;
  readonly at: Date;
  readonly verdict: EmergencyVerdict | undefined;
}

/** An emergency view with the persons of its family. */
export interface LastingGlass {
  readonly broken: GlassBroken;
  readonly persons: readonly PersonId[];
}

export interface EmergencyReader {
  /** What this agency has to review or has reviewed: open ones first, oldest first; two hundred at most. */
  forReview(agency: AgencyId): Promise<readonly EmergencyListed[]>;
  lasting(now: Date): Promise<readonly LastingGlass[]>;
}

interface Found {
  readonly glass: Uuid;
  readonly family_id: FamilyId;
  readonly viewer: StaffId;
  readonly role: string;
  readonly viewer_agency: AgencyId;
  readonly at: Date;
  readonly verdict: EmergencyVerdict | null;
}

const LIST = `
  SELECT glass, family_id, viewer, role, viewer_agency, at, verdict FROM emergency.reviews
  WHERE agency = $1 ORDER BY verdict IS NOT NULL, at, glass LIMIT 200`;

/** Of the family that is called so by any of its records; a person whom nothing has brought to one is one of their own. */
const LASTING = `
  SELECT g.broken, ARRAY(
    SELECT p.person_id FROM families.persons p WHERE p.family_id = g.family_id OR p.family_id IN (
      SELECT q.family_id FROM families.records l JOIN families.persons q USING (person_id) WHERE l.own_family = g.family_id)
    UNION SELECT coalesce(k.person_id, k.record_id) FROM families.records k
      LEFT JOIN families.persons p USING (person_id) WHERE k.own_family = g.family_id AND p.family_id IS NULL) AS persons
  FROM emergency.glasses g WHERE g.until > $1 ORDER BY g.until, g.glass`;

export const createEmergencyReader = (pool: pg.Pool): EmergencyReader => ({
  forReview: async (agency) =>
    (await pool.query<Found>(LIST, [agency])).rows.map((row) => ({
      ...{ glass: row.glass, family: row.family_id, viewer: row.viewer, role: row.role },
      ...{ viewerAgency: row.viewer_agency, at: row.at, verdict: row.verdict ?? undefined },
    })),
  lasting: async (now) => (await pool.query<LastingGlass>(LASTING, [now])).rows,
});
