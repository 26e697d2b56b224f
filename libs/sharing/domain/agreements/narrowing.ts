import { covers } from '#platform';
import type { AgreementFacts } from '../facts.js';
import { lastInstantOf } from '../time/stated-time.js';

export type Terms = Pick<AgreementFacts, 'purposes' | 'recipients' | 'categories' | 'exclusions'> & {
  readonly expiresAt?: string;
};

type Holds = (wide: string, narrow: string) => boolean;

const coversKind: Holds = (wide, narrow) => narrow === wide || narrow.startsWith(`${wide}.`);
const isWithin: Holds = (wide, narrow) => covers(wide, narrow) || coversKind(wide, narrow);

/**
 * What both allow. The order of narrowings does not matter, and none of them can widen what another left, even where two
 * were stated at once.
 */
export function commonTerms(one: Terms, other: Terms): Terms {
  const expiresAt = earlierEnd(one.expiresAt, other.expiresAt);
  return {
    purposes: one.purposes.filter((purpose) => other.purposes.includes(purpose)),
    recipients: common(one.recipients, other.recipients, covers),
    categories: common(one.categories, other.categories, coversKind),
    exclusions: [...new Set([...one.exclusions, ...other.exclusions])],
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

/** Whether the stated terms would allow anything that the held ones do not. */
export function widens(held: Terms, stated: Terms): boolean {
  const within = (wide: readonly string[], narrow: readonly string[], holds: Holds) =>
    narrow.every((each) => wide.some((of) => holds(of, each)));
  return !(
    stated.purposes.every((purpose) => held.purposes.includes(purpose)) &&
    within(held.recipients, stated.recipients, covers) &&
    within(held.categories, stated.categories, coversKind) &&
    held.exclusions.every((each) => isLeftOut(each, stated)) &&
    !(lastInstantOf(stated.expiresAt) > lastInstantOf(held.expiresAt))
  );
}

/** Left out still, or no longer part of what is agreed. */
const isLeftOut = (exclusion: string, { exclusions, categories }: Terms): boolean =>
  exclusions.some((each) => isWithin(each, exclusion)) ||
  !categories.some((each) => coversKind(each, exclusion) || coversKind(exclusion, each));

const common = (one: readonly string[], other: readonly string[], holds: Holds): readonly string[] => [
  ...new Set([
    ...one.filter((each) => other.some((wide) => holds(wide, each))),
    ...other.filter((each) => one.some((wide) => holds(wide, each))),
  ]),
];

const earlierEnd = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || lastInstantOf(other) < lastInstantOf(one) ? (other ?? one) : one;
