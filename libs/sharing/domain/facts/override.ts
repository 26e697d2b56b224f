import type { Row } from './table.js';

/** The text, or true where it is recorded and sealed. */
export type Stated = string | boolean;

export const AUTHORISER_PROFESSIONS = [
  'SOCIAL_WORK_MANAGER',
  'NAMED_SAFEGUARDING_PROFESSIONAL',
  'DESIGNATED_SAFEGUARDING_LEAD',
  'CALDICOTT_GUARDIAN',
] as const;
export type AuthoriserProfession = (typeof AUTHORISER_PROFESSIONS)[number];

export interface Signatory {
  /** An opaque reference, so that two people are told apart without their names. */
  readonly person?: string;
  readonly name?: Stated;
  readonly role?: string;
  readonly organisation?: string;
}

/** Why a refusal is overridden, or why nothing is shared under the duty: the same record for both. */
export interface OverrideRecord {
  readonly reference: string;
  readonly kind: 'OVERRIDE' | 'NOT_SHARING';
  readonly row: Row;
  readonly harmFeared: Stated;
  readonly evidence: Stated;
  /** Why agreement was refused, or why asking was unsafe. */
  readonly whyNoAgreement: Stated;
  readonly alternatives: Stated;
  readonly items: readonly {
    readonly item: string;
    /** Every field where absent. */
    readonly fields?: readonly string[];
    readonly necessity: Stated;
  }[];
  readonly recipients: readonly string[];
  readonly requester: Signatory;
  readonly authoriser: Signatory & {
    readonly profession?: AuthoriserProfession;
    readonly inRequestersLine?: boolean;
  };
  readonly authorisedAt: string;
  /** Whether the family was told, and if not, why. */
  readonly told: boolean;
  readonly whyNotTold?: Stated;
  readonly reviewBy: string;
  readonly withdrawnAt?: string;
}
