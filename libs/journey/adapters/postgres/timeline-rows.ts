import type { Column } from '#read-store';

/** One row per item; a withheld or ceased item has no content columns. */
export type ItemRow = {
  readonly item_id: string;
  readonly agency: string;
  readonly source_event_id: string;
  readonly state: 'SHARED' | 'WITHHELD' | 'CEASED' | 'NOTICE';
  readonly kind: string | null;
  readonly type: string | null;
  readonly sector: string | null;
  readonly occurred_at: string | Date | null;
  readonly recorded_at: string | Date | null;
  readonly received_at: string | Date;
  readonly statement_type: string | null;
  readonly sensitivity: string | null;
  readonly restricted: readonly string[] | null;
  readonly existence_may_be_told: boolean;
  readonly facts: Column;
  readonly sealed: Column;
  readonly decisions: Column;
  readonly corrects: string | null;
  readonly retracts: string | null;
  readonly stands_on: readonly string[];
  /** When time alone may change what was decided; of what is shared. */
  readonly stands_until: string | Date | null;
  /** Of a stub whose content the feed no longer has, and that is not given yet. */
  readonly content_asked_at: string | Date | null;
  readonly source_topic: string;
  readonly source_partition: number;
  readonly source_offset: string | bigint;
  /** Revision of the item's stream that the row follows from. */
  readonly revision: string | bigint;
};

/** Which records an item concerns; enough to find it for a person without knowing what it says. */
export type ItemRecordRow = {
  readonly item_id: string;
  readonly record_id: string;
  readonly role: string | null;
  readonly party: string | null;
  readonly on_record: boolean;
};

/** One row per item and recipient: what the rules said last. */
export type DecisionRow = {
  readonly item_id: string;
  readonly recipient: string;
  readonly agency: string;
  readonly kind: string | null;
  readonly outcome: string;
  readonly row: string | null;
  readonly purpose: string | null;
  readonly modifiers: readonly string[];
  readonly reasons: readonly string[];
  readonly stands_on: readonly string[];
  readonly bases: Column;
  readonly ruleset: string;
  readonly decided_at: string | Date;
};
