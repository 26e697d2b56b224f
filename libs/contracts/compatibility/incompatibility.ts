/** A change by which an event that was valid before would now be refused. */
export type IncompatibilityKind =
  | 'TYPE_REMOVED'
  | 'PUBLISHER_REMOVED'
  | 'PROPERTY_REMOVED'
  | 'REQUIRED_ADDED'
  | 'KIND_NARROWED'
  | 'LIST_NARROWED'
  | 'LIMIT_NARROWED'
  | 'FORM_CHANGED'
  | 'CLOSED'
  | 'CONDITION_CHANGED'
  | 'RULE_CHANGED';

export interface Incompatibility {
  /** Event type. */
  readonly type: string;
  readonly kind: IncompatibilityKind;
  /** Path of the field within the event, `[]` for the entries of a list. */
  readonly path: string;
  /** JSON Schema keyword concerned. */
  readonly keyword: string;
}

/** What a check of one schema found; the event type is added above. */
export type Finding = Omit<Incompatibility, 'type'>;
