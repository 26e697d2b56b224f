import { SECTORS, type Sector } from '../envelope.js';
import { findEntry, findSector } from './entries.js';

export const SECTOR_WORDS: Readonly<Record<Sector, string>> = {
  health: 'Health',
  police: 'Police',
  school: 'Schools',
  'social-care': 'Social care',
  'early-help': 'Early help',
  'youth-justice': 'Youth justice',
  housing: 'Housing',
  voluntary: 'Voluntary',
  agreement: 'Agreements',
};

/**
 * True where an agency that is registered for these sectors may publish the type: the contract lists the sectors.
 * A type that is not in the catalogue belongs to the sector that it names, so that its agency is told what is wrong.
 */
export function mayPublish(type: string, sectors: readonly Sector[]): boolean {
  const named = findSector(type);
  const publishers = findEntry(type)?.publishers ?? SECTORS.filter((sector) => sector === named);
  return publishers.some((sector) => sectors.includes(sector));
}
