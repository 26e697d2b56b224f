import { createHash } from 'node:crypto';
import { itemIdOf, recordIdOf, type AgencyId, type RecordId } from '#platform';
import type { Subject } from '#contracts';
import type { StatedItem } from '../domain/stated-item.js';

export const HOSPITAL = 'urn:agency:ods:RZZ' as AgencyId;
export const SCHOOL = 'urn:agency:urn:199997' as AgencyId;
export const COUNCIL = 'urn:agency:la:873' as AgencyId;

/** Stands for the vault's keyed digest. */
export const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Clearly invented; the NHS number is of the range reserved for tests. */
export const child = (overrides: Partial<Subject> = {}): Subject => ({
  localId: 'C1',
  role: 'child',
  onRecord: true,
  identifiers: { nhsNumber: '9990001235' },
  names: [{ given: 'Samuel', family: 'Testcase' }],
  dateOfBirth: '2015-03-04',
  sex: 'M',
  address: { line1: '14 Elm Street', town: 'Northshire', postcode: 'ZZ1 1AA' },
  ...overrides,
});

let items = 0;

export function stated(
  agency: AgencyId,
  subjects: readonly Subject[],
  overrides: Partial<StatedItem> = {},
): StatedItem {
  items += 1;
  const item = itemIdOf(agency, `event-${items}`);
  return { item, agency, subjects, observedAt: '2026-05-01T09:00:00Z', ...overrides };
}

export const recordOf = (agency: AgencyId, localId = 'C1'): RecordId => recordIdOf(agency, localId);
