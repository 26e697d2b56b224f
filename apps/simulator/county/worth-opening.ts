import { type Family } from '../population/person.js';
import { type WorthOpening } from './county.js';

const REASONS: Readonly<Record<string, string>> = {
  'story-showcase':
    'Health, police, a school, social care and early help each know this family, the child under two surnames. ' +
    'Look for a correction, a retraction, an item that came late, and one that is withheld.',
  'story-overdose':
    'A mother’s overdose, reported by the hospital; the health visitor and the school answer, the father asks for help.',
  'story-between-mother-and-aunt':
    'A young person who answers for herself lives between an ill mother and an aunt; the agreement names the one ' +
    'guarded item, so it can be read.',
};

/** Families that show most in a few minutes, in the order to open them. */
export function worthOpening(families: readonly Family[]): readonly WorthOpening[] {
  return Object.entries(REASONS).flatMap(([course, why]) => {
    const family = families.find((each) => each.course === course);
    const child = family?.members.find((person) => person.part === 'child');
    if (family === undefined || child === undefined) return [];
    const childName = `${child.given} ${child.family}`;
    return [{ label: family.label, why, childName, dateOfBirth: child.bornOn, familyKey: family.key }];
  });
}
