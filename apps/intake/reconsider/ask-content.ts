import type { ContentAsked, HeldItem } from '#journey';
import { derivedUuid } from '#platform';
import { itemStream } from '../stages/origin.js';
import { mapSealing, nothingToSeal, sealing, together, type Sealing } from '../stages/sealing.js';
import type { Change } from './change.js';
import type { Trigger } from './triggers.js';

/**
 * Asks the agency of a stub for the content that the feed no longer has: once for each place where it lay, whatever
 * brings it up again. Who would see it, and on what, is in neither the event nor what the agency is told.
 */
export function planAsking(held: HeldItem, { cause }: Trigger, now: Date): Sealing<readonly Change[]> {
  if (held.contentAskedAt) return nothingToSeal([]);
  const { item, agency, sourceEventId, source } = held;
  const stream = itemStream(item);
  const { topic, partition, offset } = source;
  const id = derivedUuid(stream, 'ContentAsked', topic, String(partition), offset);
  const data: ContentAsked = { item, agency, sourceEventId, source, askedAt: now.toISOString(), cause };
  const metadata = { schemaVersion: 1, actor: 'hub:intake', causationId: cause };
  const change = { stream, expected: held.revision, event: { id, type: 'ContentAsked', data, metadata } };
  return mapSealing(proofOfRecords(held), () => [change]);
}

/** Sealed and thrown away: the vault refuses where a record was erased, and nothing more may be asked for that. */
const proofOfRecords = ({ item, people }: HeldItem): Sealing<unknown> =>
  together(
    people.map(({ record }) =>
      sealing({ record, recordClass: 'P', context: item, value: null }, (sealed) => sealed),
    ),
  );

/** What its sender has taken back is shown to nobody, so it is neither read again nor asked for. */
export const isTakenBack = ({ retractedBy }: HeldItem): boolean => retractedBy.length > 0;
