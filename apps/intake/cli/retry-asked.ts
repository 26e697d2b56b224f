import type { ParkedFamily } from '#journey';
import { notFound, type Uuid } from '#platform';

/** Whether there is anything to try again. Throws `INTAKE.NOT_PARKED` where nothing waits under the id that was given. */
export function isToRetry(
  waiting: readonly Pick<ParkedFamily, 'family'>[],
  family: Uuid | undefined,
): boolean {
  if (family === undefined) return waiting.length > 0;
  if (waiting.some((each) => each.family === family)) return true;
  throw notFound(
    'INTAKE.NOT_PARKED',
    `Nothing waits under ${family}, so nothing was asked: the ids are those of "npm run parked".`,
  );
}
