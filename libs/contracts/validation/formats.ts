import { covers, findAgencyId } from '#platform';
import {
  findLaChildId,
  findNhsNumber,
  findPncId,
  findPoliceForce,
  findUln,
  findUpn,
} from '../identifiers/index.js';
import { type ReasonCode } from '../reasons/reason-codes.js';

export interface IdentifierFormat {
  readonly code: ReasonCode;
  readonly isValid: (text: string) => boolean;
}

const RECIPIENT_TEAM = /^(.+)\/[a-z0-9-]{1,40}$/;

/** An agency, or `<agency>/<team>`. */
export function isRecipientId(text: string): boolean {
  const agency = RECIPIENT_TEAM.exec(text)?.[1] ?? text;
  return findAgencyId(agency) !== undefined && covers(agency, text);
}

/** Formats of the contracts beyond JSON Schema's own, with the reason code of a fault in each. */
export const IDENTIFIER_FORMATS: Readonly<Record<string, IdentifierFormat>> = {
  'nhs-number': { code: 'IDENTIFIER.NHS_NUMBER', isValid: (text) => findNhsNumber(text) !== undefined },
  upn: { code: 'IDENTIFIER.UPN', isValid: (text) => findUpn(text) !== undefined },
  uln: { code: 'IDENTIFIER.ULN', isValid: (text) => findUln(text) !== undefined },
  'pnc-id': { code: 'IDENTIFIER.PNC', isValid: (text) => findPncId(text) !== undefined },
  'la-child-id': { code: 'IDENTIFIER.LA_CHILD_ID', isValid: (text) => findLaChildId(text) !== undefined },
  'police-force': { code: 'IDENTIFIER.POLICE_FORCE', isValid: (text) => findPoliceForce(text) !== undefined },
  'agency-id': { code: 'IDENTIFIER.AGENCY', isValid: (text) => findAgencyId(text) !== undefined },
  'recipient-id': { code: 'IDENTIFIER.RECIPIENT', isValid: isRecipientId },
};
