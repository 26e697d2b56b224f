import type { AgencyId, FamilyId, RecipientId, StaffId, Uuid } from '#platform';
import type { Judgement, Purpose } from '#contracts';
import type { Sealed } from '#vault';

export interface EmergencyPerson {
  readonly person: StaffId;
  readonly role: string;
  readonly agency: AgencyId;
}

/** Stream `glass-<id>`, first event: restricted classes are open to this viewer for this family until then. */
export interface GlassBroken {
  readonly glass: Uuid;
  readonly family: FamilyId;
  readonly by: EmergencyPerson;
  readonly recipient: RecipientId;
  readonly purpose: Purpose;
  readonly reference: string;
  readonly at: string;
  readonly until: string;
  readonly limb: NonNullable<Judgement['limb']>;
  /** Agencies of whose restricted records the family has some; empty where there are none. */
  readonly owners: readonly AgencyId[];
  /** Opens to `EmergencyWords` (record = glass id, class R, context = glass id). */
  readonly sealed: Sealed;
}

export interface EmergencyWords {
  readonly name: string;
  readonly danger: string;
  readonly need: string;
  /** Who judged the danger. */
  readonly judgedBy: { readonly name: string; readonly role: string; readonly organisation: string };
  readonly phone: string;
}

/** Before a reviewer is shown the words. */
export interface GlassLookedAt {
  readonly glass: Uuid;
  readonly by: EmergencyPerson;
  readonly at: string;
}

export const EMERGENCY_VERDICTS = ['JUSTIFIED', 'NOT_JUSTIFIED'] as const;
export type EmergencyVerdict = (typeof EMERGENCY_VERDICTS)[number];

export interface GlassReviewed {
  readonly glass: Uuid;
  readonly by: EmergencyPerson;
  readonly verdict: EmergencyVerdict;
  readonly at: string;
  /** Opens to `VerdictWords` (context = `<glass id>/<agency>`). */
  readonly sealed: Sealed;
}

export interface VerdictWords {
  readonly name: string;
  readonly reason: string;
}

export const EMERGENCY_STREAMS = 'glass-';

export type EmergencyEvent =
  | { readonly type: 'GlassBroken'; readonly data: GlassBroken }
  | { readonly type: 'GlassLookedAt'; readonly data: GlassLookedAt }
  | { readonly type: 'GlassReviewed'; readonly data: GlassReviewed };
