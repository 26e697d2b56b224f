import { findAgencyId, type AgencyId, type RecipientId, type StaffId } from '#platform';
import { AUTHORISER_PROFESSIONS, type AuthoriserProfession } from '#sharing';
import type { AgencyDirectory } from './agencies.js';
import { isStaffRole, ROLE_POLICIES, type StaffRole, type Viewer } from './viewer.js';

/** Claims of the identity token that say what a member of staff may be here. */
export interface StaffClaims {
  readonly sub: string;
  readonly name?: string;
  readonly hub_role?: string;
  readonly hub_recipient?: string;
  /** One of the posts that may authorise an override. */
  readonly hub_profession?: string;
}

/**
 * The viewer that the claims name, or undefined: fails closed where the role is unknown, the agency is not registered,
 * or the team is not one that may read in that role.
 */
export function findViewer(claims: StaffClaims, directory: AgencyDirectory): Viewer | undefined {
  const { hub_role: role, hub_recipient: recipient } = claims;
  if (!isStaffRole(role) || recipient === undefined) return undefined;
  const agency = findAgencyId(recipient.split('/')[0] ?? '');
  if (agency === undefined || !isRegistered(agency, directory)) return undefined;
  if (!mayStandFor(role, recipient, directory)) return undefined;
  const policy = ROLE_POLICIES[role];
  return {
    staff: claims.sub as StaffId,
    displayName: claims.name ?? policy.words,
    role,
    agency,
    ...(policy.recipientRole && {
      recipient: { recipient: recipient as RecipientId, role: policy.recipientRole },
    }),
    purposes: policy.purposes,
    ...professionOf(claims),
  };
}

/** Whether the directory still has the agency and the team of one who signed in by an earlier one. */
export const standsIn = ({ agency, role, recipient }: Viewer, directory: AgencyDirectory): boolean =>
  isRegistered(agency, directory) &&
  (recipient === undefined || mayStandFor(role, recipient.recipient, directory));

const isRegistered = (agency: AgencyId, { agencies }: AgencyDirectory): boolean =>
  agencies.some(({ id }) => id === agency);

/** A post that is not one of those counts as none. */
function professionOf({ hub_profession: stated }: StaffClaims): {
  readonly profession?: AuthoriserProfession;
} {
  const profession = AUTHORISER_PROFESSIONS.find((known) => known === stated);
  return profession === undefined ? {} : { profession };
}

/** Of these roles none reads content by agreement, so that their teams are in no list of recipients. */
const READING_NONE: readonly StaffRole[] = ['IG_LEAD', 'OPERATOR', 'CUSTODIAN', 'PARTNER'];

function mayStandFor(role: StaffRole, recipient: string, directory: AgencyDirectory): boolean {
  if (READING_NONE.includes(role)) return recipient.includes('/');
  const wanted = ROLE_POLICIES[role].recipientRole;
  return directory.recipients.some((known) => known.recipient === recipient && known.role === wanted);
}
