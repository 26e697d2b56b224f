import type { FamilyId } from '#platform';
import type { Purpose } from '#contracts';
import type { BrokenGlass, Sitting } from '#access';
import type { ViewerFacts } from '#sharing';

/** Which link to a family the reference of a sitting states by its purpose; it is not checked (decision record 0011). */
const STATED: Readonly<Partial<Record<Purpose, NonNullable<ViewerFacts['relationship']>>>> = {
  SCREENING: 'OPEN_CONTACT',
  S47: 'TEAM',
  CASEWORK: 'ALLOCATED',
  TAF: 'TEAM',
};

/** What the sitting knows of the viewer towards the family: absent for work that needs no link to one. */
export function viewerFactsOf({ purpose, glass }: Sitting): ViewerFacts | undefined {
  if (glass) return { relationship: 'BREAK_GLASS', reasoned: glass.danger.reasoned };
  const relationship = STATED[purpose];
  return relationship && { relationship };
}

/** The sitting for one family: an emergency view of another family, or one that has ended, is no part of it. */
export function sittingFor(sitting: Sitting, family: FamilyId | undefined, now: Date): Sitting {
  const { glass, ...usual } = sitting;
  return isOpenFor(glass, family, now) ? sitting : usual;
}

const isOpenFor = (glass: BrokenGlass | undefined, family: FamilyId | undefined, now: Date): boolean =>
  glass !== undefined && glass.family === family && now < new Date(glass.until);
