/** Who looks, where the question is a person's; absent where an item is decided for a team. */
export interface ViewerFacts {
  readonly isSubject?: boolean;
  readonly isRelative?: boolean;
  /** Why this person deals with the family. Screening of an open contact, or breaking the glass, for want of another. */
  readonly relationship?: 'ALLOCATED' | 'TEAM' | 'OPEN_CONTACT' | 'BREAK_GLASS';
  /** Of breaking the glass: whether a reason was recorded. */
  readonly reasoned?: boolean;
  readonly linkedToSuspect?: boolean;
}
