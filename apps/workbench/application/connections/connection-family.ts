import type { FamilyId, RecordId } from '#platform';
import { ownFamilyOf } from '#identity';
import type { ConnectionState, Viewer } from '#access';

/** The family that was declared, called after the first of its records. */
export const familyOfConnection = ({ declared }: ConnectionState): FamilyId =>
  ownFamilyOf(declared.records[0] ?? ('' as RecordId));

/** A second person: neither who declared it nor whom it is about; a manager for their own agency alone. */
export const mayAnswer = ({ declared }: ConnectionState, { staff, role, agency }: Viewer): boolean =>
  declared.staff !== staff &&
  declared.by.person !== staff &&
  (role === 'IG_LEAD' || (role === 'DECISION_MANAGER' && declared.by.agency === agency));
