import { cutUnder } from '../decision/cut.js';
import { offeredIf, type Condition } from '../decision/finding.js';

/** Third parties who have not agreed themselves. Professionals in their role are not third parties. */
export const thirdPartyWithoutBasis: Condition = (question, row) =>
  offeredIf(cutUnder(question, row).length > 0);
