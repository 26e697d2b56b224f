import { OVERRIDE_FAULTS } from './override/override-faults.js';
import { AGREEMENT_REASONS } from './reasons/agreement-reasons.js';
import { BASIS_REASONS } from './reasons/basis-reasons.js';
import { JUDGEMENT_REASONS } from './reasons/judgement-reasons.js';
import { REQUEST_REASONS } from './reasons/request-reasons.js';

/**
 * Reason codes of the sharing decision, each with the sentence that people read. No sentence tells whether a
 * restricted item exists but those marked for a custodian.
 */
export const SHARING_REASONS = {
  ...REQUEST_REASONS,
  ...BASIS_REASONS,
  ...JUDGEMENT_REASONS,
  ...AGREEMENT_REASONS,
  ...OVERRIDE_FAULTS,
} as const;

export type SharingReason = keyof typeof SHARING_REASONS;
