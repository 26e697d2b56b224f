import type { Brand } from './brand.js';
import { nameUuidIn } from './name-uuid.js';

/** `urn:agency:<scheme>:<code>`, for example `urn:agency:ods:G7H8J`. Scheme is ods, la, force, urn or other. */
export type AgencyId = Brand<string, 'AgencyId'>;
/** An agency, or a team of one: `<AgencyId>` or `<AgencyId>/<team>`. An agency covers all its teams. */
export type RecipientId = Brand<string, 'RecipientId'>;
export type ItemId = Brand<string, 'ItemId'>;
/** One agency's record of one person. */
export type RecordId = Brand<string, 'RecordId'>;
export type PersonId = Brand<string, 'PersonId'>;
export type FamilyId = Brand<string, 'FamilyId'>;
export type AgreementId = Brand<string, 'AgreementId'>;
/** Pseudonymous id of a member of staff: the subject of the sign-in. */
export type StaffId = Brand<string, 'StaffId'>;
export type Uuid = Brand<string, 'Uuid'>;

const inRoot = nameUuidIn('6f1f4f0e-6a37-5d0c-9a3e-3f6c1f6f5b11');

/** UUIDv5 over the parts; the same parts always give the same id. */
export function derivedUuid(...parts: readonly string[]): Uuid {
  return inRoot(JSON.stringify(parts)) as Uuid;
}

export const itemIdOf = (agency: AgencyId, sourceEventId: string): ItemId =>
  derivedUuid('item', agency, sourceEventId) as unknown as ItemId;

/** Deterministic for the agency and its local id, and unreadable without the list of local ids. */
export const recordIdOf = (agency: AgencyId, localId: string): RecordId =>
  derivedUuid('record', agency, localId) as unknown as RecordId;

export const agreementIdOf = (agency: AgencyId, reference: string): AgreementId =>
  derivedUuid('agreement', agency, reference) as unknown as AgreementId;

const AGENCY = /^urn:agency:(ods|la|force|urn|other):[A-Za-z0-9-]{1,20}$/;

export function findAgencyId(text: string): AgencyId | undefined {
  return AGENCY.test(text) ? (text as AgencyId) : undefined;
}

/** True when `wide` names the same recipient as `narrow`, or the agency that `narrow` is a team of. */
export function covers(wide: string, narrow: string): boolean {
  return narrow === wide || narrow.startsWith(`${wide}/`);
}
