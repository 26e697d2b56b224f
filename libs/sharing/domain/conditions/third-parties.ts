import type { Condition } from '../decision/finding.js';

/** Third parties who have not agreed themselves. Professionals in their role are not third parties. */
export const thirdPartyWithoutBasis: Condition = ({ redactable }) => ({ met: redactable.length > 0 });
