import type { Request } from 'express';
import { isReader, type Sitting } from '#access';
import { defect } from '#platform';
import type { Stated } from './sessions.js';

/**
 * Whether something was done for the purpose that is stated now: a page of before may be answered, and store what it did, when
 * another is stated already.
 */
export const isUnder = <Done extends { readonly under: Stated }>(
  { purpose, reference }: Stated,
  done: Done | undefined,
): done is Done => done?.under?.purpose === purpose && done.under.reference === reference;

/** The sitting of a request, undefined until the viewer has signed in and stated a purpose. */
export function findSitting({ session }: Request): Sitting | undefined {
  const { viewer, stated, glass, declared } = session;
  if (!viewer || !stated || !isReader(viewer)) return undefined;
  const broken = isUnder(stated, glass) ? glass.broken : undefined;
  return { viewer, ...stated, ...(broken && { glass: broken }), ...(declared && { declared }) };
}

/** For pages that the guard lets nobody reach without a sitting. */
export function sittingOf(request: Request): Sitting {
  const sitting = findSitting(request);
  if (sitting === undefined) throw defect('ACCESS.NO_SITTING', 'The page was reached without a purpose.');
  return sitting;
}
