import type { RecordId } from '#platform';
import { overrideFor } from '../override/override-answer.js';
import type { RowRule } from '../ruleset.js';
import { isRestricted } from '../conditions/rights.js';
import type { Case } from './case.js';

const NOBODY: readonly RecordId[] = [];

/** Records of those who are cut out of what is shown on this row: third parties, and subjects who can be parted. */
export function cutUnder(question: Case, row: RowRule | undefined): readonly RecordId[] {
  const third = question.thirdParties;
  const subjects = row?.parts === undefined ? NOBODY : subjectsCut(question, row);
  if (third.length === 0) return subjects;
  const cut = third.filter(({ person, standing }) => {
    if (person.restricted !== undefined && person.restricted.length > 0) return true;
    const reached = row?.reachesThirdParties === true && person.necessary === true;
    return !reached && (!standing.agreed || isRestricted(person));
  });
  return [...cut.map(({ person }) => person.record), ...subjects];
}

/** Subjects without a basis whose part leaves no trace when it is cut. */
function subjectsCut(question: Case, row: RowRule): readonly RecordId[] {
  const refusedOnly = row.parts === 'WHO_REFUSED';
  if (refusedOnly && overrideFor(question, row.id).record) return NOBODY;
  const { standings, subjects } = question;
  return subjects
    .filter((subject, at) => {
      const standing = standings[at];
      if (standing === undefined || standing.agreed) return false;
      return subject.separable === true && (!refusedOnly || standing.barred);
    })
    .map(({ record }) => record);
}
