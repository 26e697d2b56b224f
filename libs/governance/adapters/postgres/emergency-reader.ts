import type pg from 'pg';
import type { AgencyId, FamilyId, StaffId, Uuid } from '#platform';
import type { EmergencyVerdict } from '../../domain/emergency/emergency-events.js';

export interface EmergencyListed {
  readonly glass: Uuid;
  readonly family: FamilyId;
  readonly viewer: StaffId;
  readonly role: string;
  readonly viewerAgency: AgencyId;
  readonly at: Date;
  readonly verdict: EmergencyVerdict | undefined;
}

export interface EmergencyReader {
  /** What this agency has to review or has reviewed: open ones first, oldest first; two hundred at most. */
  forReview(agency: AgencyId): Promise<readonly EmergencyListed[]>;
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

export const createEmergencyReader = (pool: pg.Pool): EmergencyReader => ({
  forReview: async (agency) =>
    (await pool.query<Found>(LIST, [agency])).rows.map((row) => ({
      ...{ glass: row.glass, family: row.family_id, viewer: row.viewer, role: row.role },
      ...{ viewerAgency: row.viewer_agency, at: row.at, verdict: row.verdict ?? undefined },
    })),
});
