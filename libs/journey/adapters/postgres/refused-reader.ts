import type pg from 'pg';
import type { StorePosition } from '#event-store';
import type { AgencyId } from '#platform';
import { storable } from '#read-store';

/** One delivery that was refused, and where it lies in the feed. */
export interface Refused {
  readonly agency: AgencyId;
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  /** When the feed took it. */
  readonly receivedAt: Date;
  /** Of the event that tells of it. */
  readonly position: StorePosition;
  readonly sourceEventId: string | undefined;
  /** From 1. */
  readonly attempt: number;
}

export interface RefusedFilter {
  /** Among its reasons. */
  readonly code: string;
  readonly agency?: AgencyId | undefined;
  /** Taken by the feed then or later. */
  readonly since?: Date | undefined;
  /** Refused by then: position of the event that tells of it. */
  readonly upTo?: StorePosition | undefined;
}

export interface SourceEventName {
  readonly agency: AgencyId;
  readonly sourceEventId: string;
}

/** Decided: it has an outcome. Parked: it waits until the hub can take it. Else where it was refused last. */
export type SourceEventStanding = 'decided' | 'parked' | StorePosition | undefined;

export interface RefusedReader {
  count(filter: RefusedFilter): Promise<number>;
  /** In the order of the feed, so that what comes of them keeps the order of each subject. */
  page(filter: RefusedFilter, after: Refused | undefined, limit: number): Promise<readonly Refused[]>;
  standing(events: readonly SourceEventName[]): Promise<readonly SourceEventStanding[]>;
}

const MATCHING = `
  FROM receipts.rejections
  WHERE reasons @> jsonb_build_array(jsonb_build_object('code', $1::text))
    AND ($2::text IS NULL OR agency = $2) AND ($3::timestamptz IS NULL OR received_at >= $3)
    AND ($4::bigint IS NULL OR "position" <= $4)`;

const STANDING = `
  SELECT r.item_id IS NOT NULL AS decided,
    EXISTS (SELECT FROM receipts.waiting w
     WHERE w.agency = asked.agency AND w.source_event_id = asked.source_event_id) AS parked,
    (SELECT max("position") FROM receipts.rejections j
     WHERE j.agency = asked.agency AND j.source_event_id = asked.source_event_id)::text AS refused
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked(agency, source_event_id, ord)
  LEFT JOIN receipts.receipts r USING (agency, source_event_id)
  ORDER BY asked.ord`;

interface RefusedRow {
  readonly agency: AgencyId;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly receivedAt: Date;
  readonly position: string;
  readonly source_event_id: string | null;
  readonly attempt: number;
}

interface StandingRow {
  readonly decided: boolean;
  readonly parked: boolean;
  readonly refused: string | null;
}

export function createRefusedReader(pool: pg.Pool): RefusedReader {
  return {
    async count(filter) {
      const text = `SELECT count(*)::integer AS count ${MATCHING}`;
      const { rows } = await pool.query<{ count: number }>(text, valuesOf(filter));
      return rows[0]?.count ?? 0;
    },
    async page(filter, after, limit) {
      const text = `SELECT agency, source_topic AS topic, source_partition AS partition,
          source_offset::text AS "offset", received_at AS "receivedAt", "position"::text AS "position", source_event_id, attempt
        ${MATCHING} AND (source_topic, source_partition, source_offset) > ($5::text, $6::integer, $7::bigint)
        ORDER BY source_topic, source_partition, source_offset LIMIT $8`;
      const { topic = '', partition = -1, offset = -1n } = after ?? {};
      const values = [...valuesOf(filter), topic, partition, offset.toString(), limit];
      return (await pool.query<RefusedRow>(text, values)).rows.map(refusedOf);
    },
    async standing(events) {
      const { rows } = await pool.query<StandingRow>(STANDING, [
        events.map(({ agency }) => agency),
        events.map(({ sourceEventId }) => storable(sourceEventId)),
      ]);
      return rows.map(({ decided, parked, refused }) => {
        if (decided) return 'decided';
        if (parked) return 'parked';
        return refused === null ? undefined : BigInt(refused);
      });
    },
  };
}

const valuesOf = ({ code, agency, since, upTo }: RefusedFilter): unknown[] => [
  code,
  agency ?? null,
  since ?? null,
  upTo?.toString() ?? null,
];

const refusedOf = ({ offset, position, source_event_id, ...row }: RefusedRow): Refused => ({
  ...row,
  offset: BigInt(offset),
  position: BigInt(position),
  sourceEventId: source_event_id ?? undefined,
});
