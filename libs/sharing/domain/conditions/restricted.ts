import type { RestrictedClass } from '#contracts';
import type { Case } from '../decision/case.js';
import type { Condition } from '../decision/finding.js';

export const restrictedItem: Condition = ({ item }) => ({
  met: item.sensitivity === 'R' || item.restricted.length > 0,
});

/** The classes whose rules apply; class R without a named class has a rule of its own. */
export function classesOf({ item }: Case): readonly (RestrictedClass | 'UNSPECIFIED')[] {
  return item.restricted.length > 0 ? item.restricted : ['UNSPECIFIED'];
}
