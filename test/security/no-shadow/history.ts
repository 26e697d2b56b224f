import fc from 'fast-check';

/** Three agencies that may know of the same two children, each by a local id of its own. */
export const AGENCIES = ['clinic', 'hospital', 'school'] as const;
export const CHILDREN = ['ada', 'ben'] as const;
export type Agency = (typeof AGENCIES)[number];
export type Child = (typeof CHILDREN)[number];

export interface Stated {
  readonly agency: Agency;
  readonly child: Child;
  /** Other names and another date of birth than the child's own. */
  readonly alias: boolean;
  /** With the number that makes records of several agencies one person. */
  readonly numbered: boolean;
  readonly home: 'none' | 'own' | 'shared' | 'moved';
  /** The other child is in it too, as a sister or brother. */
  readonly sibling: boolean;
  readonly corrects: boolean;
  readonly day: number;
}

export interface OpenItem extends Stated {
  readonly retracts: boolean;
  readonly audience: 'everybody' | 'front door' | 'family help';
  readonly told: boolean;
  readonly restricted: boolean;
}

/** Why the viewer may not know of the item. */
export type Hiding = 'SEALED_LIST' | 'MARAC' | 'SAFE_ADDRESS' | 'for another team';

export interface History {
  readonly viewer: 'front door' | 'family help';
  /** Shared on significant harm, with nobody asked: then a hidden number may link records without touching a decision. */
  readonly onHarm: boolean;
  /** Of harm that is an immediate danger: then records are owed for what is shown, and listed. */
  readonly danger: boolean;
  readonly agreed: Readonly<Record<Child, 'given' | 'refused' | 'withdrawn' | 'not asked'>>;
  readonly items: readonly OpenItem[];
  readonly hidden: Stated & { readonly hiding: Hiding };
  /** How many of the items come before the hidden one. */
  readonly at: number;
}

const stated = {
  agency: fc.constantFrom(...AGENCIES),
  child: fc.constantFrom(...CHILDREN),
  alias: fc.boolean(),
  numbered: fc.boolean(),
  home: fc.constantFrom<Stated['home']>('none', 'own', 'shared', 'moved'),
  sibling: fc.boolean(),
  corrects: fc.boolean(),
  day: fc.integer({ min: 1, max: 20 }),
};

const rarely = fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true));

const openItem: fc.Arbitrary<OpenItem> = fc.record({
  ...stated,
  alias: rarely,
  retracts: rarely,
  restricted: rarely,
  audience: fc.constantFrom('everybody', 'everybody', 'front door', 'family help'),
  told: fc.boolean(),
});

const agreed = fc.oneof(
  { weight: 4, arbitrary: fc.constant('given' as const) },
  fc.constantFrom('refused' as const, 'withdrawn' as const, 'not asked' as const),
);

export const histories: fc.Arbitrary<History> = fc.record({
  viewer: fc.constantFrom('front door', 'family help'),
  onHarm: fc.boolean(),
  danger: fc.boolean(),
  agreed: fc.record({ ada: agreed, ben: agreed }),
  items: fc.array(openItem, { minLength: 1, maxLength: 5 }),
  hidden: fc.record({
    ...stated,
    // The hospital publishes as the clinic does, and never this one: what its system's owner is told can so be compared.
    agency: fc.constantFrom('clinic', 'school'),
    hiding: fc.constantFrom<Hiding>(
      'SEALED_LIST',
      'MARAC',
      'SAFE_ADDRESS',
      'for another team',
      'for another team',
    ),
  }),
  at: fc.nat({ max: 5 }),
});

/**
 * Of a class that governance may not know of either. It links nobody: who is whose follows from all that the hub knows, also on
 * pages of governance, because the decisions that they audit follow from it (ADR 0034).
 */
export const sealedHistories: fc.Arbitrary<History> = fc
  .tuple(histories, fc.constantFrom<Hiding>('SEALED_LIST', 'MARAC', 'SAFE_ADDRESS'))
  .map(([history, hiding]) => ({
    ...history,
    hidden: { ...history.hidden, hiding, numbered: false, home: 'none', sibling: false },
  }));
