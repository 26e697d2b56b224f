import type { Request } from 'express';
import { isReader, type Sitting } from '#access';
import { defect } from '#platform';

/** The sitting of a request, undefined until the viewer has signed in and stated a purpose. */
export function findSitting({ session }: Request): Sitting | undefined {
  const { viewer, stated, glass, declared } = session;
  if (!viewer || !stated || !isReader(viewer)) return undefined;
  return { viewer, ...stated, ...(glass && { glass }), ...(declared && { declared }) };
}

/** For pages that the guard lets nobody reach without a sitting. */
export function sittingOf(request: Request): Sitting {
  const sitting = findSitting(request);
  if (sitting === undefined) throw defect('ACCESS.NO_SITTING', 'The page was reached without a purpose.');
  return sitting;
}
