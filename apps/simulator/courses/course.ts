import { type RestrictedClass, type StatementType } from '#contracts';
import { type EventKind } from '../events/event-kinds.js';

/** Who takes part in a step. `child` is the child the course is about; `siblings` are all its brothers and sisters. */
export type Part =
  'child' | 'sibling' | 'siblings' | 'mother' | 'father' | 'partner' | 'grandparent' | 'aunt' | 'uncle';

/** Who publishes a step. `school` is the school the first person of the step is at on that day, if any. */
export type Publisher =
  | 'hospital'
  | 'community'
  | 'police'
  | 'school'
  | 'primary'
  | 'secondary'
  | 'socialCare'
  | 'earlyHelp'
  | 'youngCarers';

/**
 * What the sender stands on: the family's agreement where there is one, a judgement of significant harm (D3) or of
 * immediate danger (D2), the duty that a person confirmed (D4), a court's order (D1), the public interest as a voluntary
 * sender recorded it (D7), or nothing at all.
 */
export type Footing = 'agreement' | 'harm' | 'danger' | 'duty' | 'order' | 'interest' | 'nothing';

export interface Step {
  /** Days after the course began; a fraction is a part of the day. */
  readonly day: number;
  readonly from: Publisher;
  readonly type: EventKind;
  /** On whose record it goes; the first is the main person. */
  readonly about: readonly [Part, ...Part[]];
  /** Third parties named in it. */
  readonly mentions?: readonly Part[];
  /** What the event says, over the usual details of its kind. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** In the practitioner's words. */
  readonly note?: string;
  readonly statement?: StatementType;
  /** `agreement` where absent. */
  readonly footing?: Footing;
  readonly restricted?: readonly RestrictedClass[];
  /** What a correction says otherwise. */
  readonly correction?: Readonly<Record<string, unknown>>;
  /** Share of families in which the step happens; every one where absent. */
  readonly likelihood?: number;
  /** What surely goes wrong with it; otherwise chance decides. */
  readonly mishap?: 'corrected' | 'retracted' | 'late';
  /** True where the family's agreement leaves this kind out although it would need naming. */
  readonly unnamedInAgreement?: boolean;
}

/** What a family must look like for a course to make sense. Ages in whole years on the first day of the course. */
export interface Household {
  readonly childAge: readonly [number, number];
  /** Number of other children. */
  readonly others: readonly [number, number];
  readonly father: 'home' | 'apart' | 'none' | 'any';
  readonly partner?: boolean;
  readonly relative?: 'grandparent' | 'aunt' | 'uncle';
}

export interface Course {
  readonly key: string;
  readonly label: string;
  /** How common it is among the families, relative to the others. */
  readonly share: number;
  readonly household: Household;
  /** Begins so many days before the end of the period; at any time where absent. */
  readonly startsBeforeEnd?: readonly [number, number];
  /** Days from the first step to the last. */
  readonly length: number;
  /** Who asks the family for its agreement to share, and how many days into the course. */
  readonly asks: {
    readonly by: Publisher;
    readonly day: number;
    /** Kinds of event that the family keeps out of its agreement. */
    readonly except?: readonly EventKind[];
  };
  readonly steps: readonly Step[];
}

/** The same step again and again, a little irregular as life is. Days are of the course. */
export function every(days: number, from: number, to: number, step: Omit<Step, 'day'>): readonly Step[] {
  const count = Math.floor((to - from) / days) + 1;
  return Array.from({ length: count }, (_, index) => ({
    ...step,
    day: from + index * days + ((index * 5) % 3),
  }));
}
