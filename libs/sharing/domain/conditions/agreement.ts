import { MET, metIf, unmet, type Condition } from '../decision/finding.js';

export const statutoryTaskStated: Condition = ({ item }) => ({ met: item.sharing.task !== undefined });

/** Each subject for themselves: one person's agreement never stands for another's. */
export const everySubjectAgrees: Condition = ({ standings }) => {
  if (standings.length === 0) return unmet('AGREEMENT.NO_SUBJECT');
  for (const standing of standings) if (!standing.agreed) return unmet(standing.reason);
  return MET;
};

export const someSubjectWithoutAgreement: Condition = ({ standings }) => ({
  met: standings.some((each) => !each.agreed),
});

/** A general agreement never opens a sensitive service. */
export const everySubjectNamesKind: Condition = ({ standings }) =>
  metIf(
    standings.length > 0 && standings.every((each) => each.agreed && each.namesKind),
    'AGREEMENT.NOT_COVERED',
  );
