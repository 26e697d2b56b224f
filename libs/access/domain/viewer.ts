import type { AgencyId, FamilyId, StaffId, Uuid } from '#platform';
import type { Purpose } from '#contracts';
import type { AuthoriserProfession, JudgementFacts, RecipientFacts } from '#sharing';
import type { ConnectionDeclared } from './connections/connection-events.js';

export const STAFF_ROLES = [
  'ANALYST',
  'EARLY_HELP',
  'DECISION_MANAGER',
  'CUSTODIAN',
  'IG_LEAD',
  'OPERATOR',
  'PARTNER',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** A member of staff who has signed in. What the viewer may see is decided item by item, never from this alone. */
export interface Viewer {
  readonly staff: StaffId;
  readonly displayName: string;
  readonly role: StaffRole;
  readonly agency: AgencyId;
  /** The team every decision is made for; none where the role reads no record. */
  readonly recipient?: RecipientFacts;
  /** Purposes that the role may state; none where it reads no record. */
  readonly purposes: readonly Purpose[];
  /** The post that lets them authorise what another person asks for. */
  readonly profession?: AuthoriserProfession;
}

/** One who may be shown records, once a purpose is stated. */
export type Reader = Viewer & Required<Pick<Viewer, 'recipient'>>;

/** A viewer with the purpose and the contact or case reference stated for this sitting. */
export interface Sitting {
  readonly viewer: Reader;
  readonly purpose: Purpose;
  readonly reference: string;
  /** Of the family in hand, while it lasts. */
  readonly glass?: BrokenGlass;
  /** What the viewer declared since signing in, so that it counts before any view knows of it. */
  readonly declared?: readonly Connection[];
}

/** To whom a member of staff is personally connected, and how. */
export type Connection = Pick<ConnectionDeclared, 'connection' | 'kind' | 'records'>;

/** An emergency view: of one family, by this viewer, for a time. */
export interface BrokenGlass {
  readonly glass: Uuid;
  /** As the viewer saw it: called after one of its records. */
  readonly family: FamilyId;
  /** ISO. */
  readonly until: string;
  /** The danger as a person judged it; its words are sealed with the record. */
  readonly danger: JudgementFacts;
}

interface RolePolicy {
  readonly words: string;
  /** None: the role reads no record, of any team. */
  readonly recipientRole?: RecipientFacts['role'];
  readonly purposes: readonly Purpose[];
}

/** What each role is called, which team role it reads as, and which purposes it may state. */
export const ROLE_POLICIES: Readonly<Record<StaffRole, RolePolicy>> = {
  ANALYST: {
    words: 'Multi-agency safeguarding analyst',
    recipientRole: 'MASH',
    purposes: ['SCREENING', 'S47'],
  },
  EARLY_HELP: { words: 'Early help worker', recipientRole: 'EARLY_HELP', purposes: ['CASEWORK', 'TAF'] },
  DECISION_MANAGER: { words: 'Decision manager', recipientRole: 'MASH', purposes: ['SCREENING', 'S47'] },
  CUSTODIAN: { words: 'Custodian of restricted records', purposes: [] },
  IG_LEAD: { words: 'Information governance lead', recipientRole: 'IG', purposes: ['IG_AUDIT'] },
  OPERATOR: { words: 'Operator', purposes: [] },
  PARTNER: { words: 'Partner system owner', purposes: [] },
};

export const isReader = (viewer: Viewer): viewer is Reader => viewer.recipient !== undefined;

export const isStaffRole = (text: unknown): text is StaffRole =>
  typeof text === 'string' && (STAFF_ROLES as readonly string[]).includes(text);
