import type { PersonInItem } from '../facts.js';
import { offeredIf, type Condition } from '../decision/finding.js';

/** UK GDPR Article 18, or an objection under Article 21 that was upheld. */
export const processingRestricted: Condition = ({ subjects }) => offeredIf(subjects.some(isRestricted));

/** An objection that is not upheld yet is recorded and blocks nothing. */
export const objectionPending: Condition = ({ subjects }) =>
  offeredIf(subjects.some(({ processing }) => processing === 'OBJECTED'));

export const isRestricted = ({ processing }: PersonInItem): boolean =>
  processing === 'RESTRICTED' || processing === 'OBJECTION_UPHELD';
