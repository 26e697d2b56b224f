import type { RecordId } from '#platform';
import type { Case } from '../decision/case.js';
import type { Condition } from '../decision/finding.js';

const cut = (question: Case): readonly RecordId[] => {
  const third = question.item.people.filter((person) => person.party === 'THIRD_PARTY');
  if (third.length === 0) return [];
  const standings = question.standingsOf(third);
  return third.filter((_, index) => standings[index]?.agreed !== true).map((person) => person.record);
};

/** Third parties who have not agreed themselves. Professionals in their role are not third parties. */
export const thirdPartiesToRedact = cut;

export const thirdPartyWithoutBasis: Condition = (question) => ({ met: cut(question).length > 0 });
