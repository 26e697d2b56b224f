import type { FamilyId, RecordId } from '#platform';
import { ownFamilyOf } from '#identity';
import type { Purpose } from '#contracts';
import type { ConnectionKind, Sitting } from '#access';
import type { ViewerFacts } from '#sharing';

/** Which link to a family the reference of a sitting states by its purpose; it is not checked (decision record 0011). */
const STATED: Readonly<Partial<Record<Purpose, NonNullable<ViewerFacts['relationship']>>>> = {
  SCREENING: 'OPEN_CONTACT',
  S47: 'TEAM',
  CASEWORK: 'ALLOCATED',
  TAF: 'TEAM',
};

/** What the rules are told of a declared connection; of any other kind nothing. */
const TOLD: Readonly<Partial<Record<ConnectionKind, keyof ViewerFacts>>> = {
  SUBJECT: 'isSubject',
  RELATIVE: 'isRelative',
  LINKED_TO_SUSPECT: 'linkedToSuspect',
};

/**
 * What is known of the viewer towards the people of an item: what the sitting states, and what was declared. Absent for work
 * that needs no link to a family where nothing was declared.
 */
export function viewerFactsOf(
  { purpose, glass }: Sitting,
  declared: readonly ConnectionKind[] = [],
): ViewerFacts | undefined {
  const relationship = glass ? 'BREAK_GLASS' : STATED[purpose];
  const personal = declared.flatMap((kind) => TOLD[kind] ?? []);
  if (relationship === undefined && personal.length === 0) return undefined;
  return {
    ...(relationship && { relationship }),
    ...(glass && { reasoned: glass.danger.reasoned }),
    ...Object.fromEntries(personal.map((fact) => [fact, true])),
  };
}

/** The sitting without an emergency view, which is of one family alone. */
export function usualSitting({ glass: _glass, ...usual }: Sitting): Sitting {
  return usual;
}

/** Whether an emergency view lasts, and is of the family that was asked for or of one that has one of these records. */
export function isOpenIn(
  { glass }: Sitting,
  named: FamilyId,
  records: Iterable<RecordId>,
  now: Date,
): boolean {
  if (glass === undefined || now >= new Date(glass.until)) return false;
  return glass.family === named || [...records].some((record) => ownFamilyOf(record) === glass.family);
}
