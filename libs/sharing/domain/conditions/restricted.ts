import type { RestrictedClass } from '#contracts';
import type { Case } from '../decision/case.js';
import { offeredIf, type Condition } from '../decision/finding.js';

type Class = RestrictedClass | 'UNSPECIFIED';

export const restrictedItem: Condition = ({ item }) =>
  offeredIf(item.sensitivity === 'R' || item.restricted.length > 0);

/** Class R anywhere counts: of the item, of a field, or of a person whose part would leave a trace. */
export const restrictedAnywhere: Condition = (question) =>
  offeredIf(
    restrictedItem(question).met ||
      question.item.fields?.some(({ sensitivity }) => sensitivity === 'R') === true ||
      inseparableClasses(question).length > 0,
  );

/** MAPPA minutes stay outside the hub: rejected at intake, and never shown should they get in. */
export const mappaMinutes: Condition = ({ item }) => offeredIf(item.minutes === true);

/** The classes whose rules apply; class R without a named class has a rule of its own. */
export function classesOf(question: Case): readonly Class[] {
  const { item } = question;
  const own: readonly Class[] = item.restricted;
  const others = inseparableClasses(question);
  if (own.length === 0 && others.length === 0) return ['UNSPECIFIED'];
  return others.length === 0 ? own : [...own, ...others];
}

const NONE: readonly Class[] = [];

/** Of third parties and subjects, where what is said of them cannot be cut out. */
function inseparableClasses({ item }: Case): readonly Class[] {
  if (!item.people.some(({ restricted }) => restricted !== undefined)) return NONE;
  return item.people.flatMap((person) =>
    person.separable === true && person.party === 'THIRD_PARTY' ? [] : (person.restricted ?? []),
  );
}
