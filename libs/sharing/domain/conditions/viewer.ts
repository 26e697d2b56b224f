import { offeredIf, type Condition } from '../decision/finding.js';

/** Nobody reads of themselves or their own family here; the access request is their way. */
export const viewerInvolved: Condition = ({ input: { viewer } }) =>
  offeredIf(viewer !== undefined && (viewer.isSubject === true || viewer.isRelative === true));

/** Without a relationship only screening of an open contact, or breaking the glass, opens content. */
export const viewerUnrelated: Condition = ({ input: { viewer }, purpose }) => {
  if (viewer === undefined) return offeredIf(false);
  switch (viewer.relationship) {
    case 'ALLOCATED':
    case 'TEAM':
      return offeredIf(false);
    case 'OPEN_CONTACT':
      return offeredIf(purpose !== 'SCREENING');
    case 'BREAK_GLASS':
      return offeredIf(viewer.reasoned !== true);
    case undefined:
      return offeredIf(true);
  }
};

export const glassBroken: Condition = ({ input: { viewer } }) =>
  offeredIf(viewer?.relationship === 'BREAK_GLASS');
