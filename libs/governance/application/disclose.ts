import {
  derivedUuid,
  ThroughlineError,
  type AgencyId,
  type FamilyId,
  type RecipientId,
  type RecordId,
  type StaffId,
  type Uuid,
} from '#platform';
import { activeTraceparent } from '#platform/tracing';
import type { Purpose } from '#contracts';
import type { EventStore } from '#event-store';
import type { Disclosed } from '../domain/events.js';

/** Who is looking, as what, and what for. */
export interface Discloser {
  readonly staff: StaffId;
  readonly role: string;
  readonly agency: AgencyId;
  readonly recipient: RecipientId;
  readonly purpose: Purpose;
  readonly reference: string;
}

export interface DisclosureRequest {
  /** Random; also what the record is keyed by. */
  readonly id: Uuid;
  readonly at: Date;
  readonly discloser: Discloser;
  readonly page: Disclosed['page'];
  readonly family?: FamilyId;
  readonly seenAs?: FamilyId;
  readonly records?: readonly RecordId[];
  readonly items: Disclosed['items'];
  readonly ruleset: string;
}

export type Disclose = (request: DisclosureRequest) => Promise<void>;

/** Streams of one day are shared out over this many, so that no single stream takes every view of the county. */
const SHARDS = 4;

/**
 * Appends `Disclosed` and resolves only when it is durable. Throws `DISCLOSURE.NOT_RECORDED` otherwise: the caller
 * must then show nothing.
 */
export function createDisclose(store: EventStore): Disclose {
  return async (request) => {
    try {
      const outcome = await store.append(disclosureStream(request), 'any', [eventOf(request)]);
      if (outcome.ok) return;
    } catch (error) {
      throw notRecorded(error);
    }
    throw notRecorded();
  };
}

/** `disclosure-<YYYY-MM-DD>-<shard>`, the day in UTC. */
export function disclosureStream({ id, at }: Pick<DisclosureRequest, 'id' | 'at'>): string {
  return `disclosure-${at.toISOString().slice(0, 10)}-${Number.parseInt(id.slice(0, 8), 16) % SHARDS}`;
}

/** All of a day, `YYYY-MM-DD`. */
export const streamsOfDay = (day: string): readonly string[] =>
  Array.from({ length: SHARDS }, (_each, shard) => `disclosure-${day}-${shard}`);

function eventOf({
  id,
  at,
  discloser,
  page,
  family,
  seenAs,
  records = [],
  items,
  ruleset,
}: DisclosureRequest) {
  const { staff, role, agency, recipient, purpose, reference } = discloser;
  const data: Disclosed = {
    disclosure: id,
    at: at.toISOString(),
    viewer: staff,
    role,
    agency,
    recipient,
    purpose,
    reference,
    page,
    ...(family === undefined ? {} : { family }),
    ...(seenAs === undefined ? {} : { seenAs }),
    ...(records.length === 0 ? {} : { records: [...new Set(records)].sort() }),
    items,
    ruleset,
  };
  return {
    id: derivedUuid('disclosed', id),
    type: 'Disclosed' as const,
    data,
    metadata: { schemaVersion: 1, actor: staff, ...carried() },
  };
}

/** So that what follows from the look goes on with its trace. */
function carried(): { readonly traceparent?: string } {
  const traceparent = activeTraceparent();
  return traceparent === undefined ? {} : { traceparent };
}

const notRecorded = (cause?: unknown) =>
  new ThroughlineError(
    'unavailable',
    'DISCLOSURE.NOT_RECORDED',
    'The view could not be recorded, so nothing may be shown.',
    {},
    { cause },
  );
