import type { NewEvent, StoredEvent } from '#event-store';
import type { FeedMessage } from '#feed';
import { kinRecords } from '#identity';
import { parkingStream, type ItemShared, type ParkingEvent, type SourceEventUnparked } from '#journey';
import { defect, derivedUuid, itemIdOf } from '#platform';
import type { Intake } from '../process-batch.js';
import { appendFacts } from '../stages/append.js';
import { decode } from '../stages/decode.js';
import { isSamePlace } from '../stages/give.js';
import { itemStream } from '../stages/origin.js';
import { rejectionOfParked } from '../stages/reject.js';
import { takeOne } from '../take-one.js';
import { ParkingBook, type ParkedEvent } from './parking-book.js';

/**
 * Gives a parked event its outcome, to be called `alone`. False where something of its family is still before it, or
 * another process was first. Throws on a defect. A crash in between is mended by doing it again: every id follows from
 * the event.
 */
export async function unpark(
  intake: Intake,
  { parking }: ParkedEvent,
  message: FeedMessage | undefined,
): Promise<boolean> {
  const { identity, parking: book } = intake.memory.known;
  const parked = book.find(parking);
  const first = parked && book.oldestFor(kinRecords(identity, parked.records));
  if (!parked || first?.parking !== parking) return false;
  const own = message && isOf(intake, parked, message) ? message : undefined;
  const how = own ? await take(intake, own) : await giveUp(intake, parked);
  const { agency } = parked;
  await appendParking(intake, { type: 'SourceEventUnparked', data: { parking, agency, how } }, parked);
  return true;
}

/** On a topic that was made anew, or in another cluster, another event lies at the place. */
function isOf({ reader }: Pick<Intake, 'reader'>, parked: ParkedEvent, message: FeedMessage): boolean {
  const read = decode(reader)(message);
  return read.on && read.value.event.id === parked.sourceEventId;
}

async function take(intake: Intake, message: FeedMessage): Promise<SourceEventUnparked['how']> {
  // Nothing is before it, so nothing may hold it back.
  const { outcome } = await takeOne(intake, message, new ParkingBook());
  return outcome === 'REJECTED' ? 'REJECTED' : 'TAKEN';
}

/** The feed no longer has the content. It may have been taken before a crash all the same. */
async function giveUp(intake: Intake, parked: ParkedEvent): Promise<SourceEventUnparked['how']> {
  const { agency, sourceEventId, source } = parked;
  const events = await intake.store.readStream(itemStream(itemIdOf(agency, sourceEventId)));
  if (events.some((event) => isSamePlace(source, placeOf(event)))) return 'TAKEN';
  await appendFacts(intake.store, [rejectionOfParked(parked, [{ code: 'INTAKE.CONTENT_GONE' }])]);
  intake.metrics.count('throughline_rejects_total', { code: 'INTAKE.CONTENT_GONE' });
  return 'REJECTED';
}

/** Content that was asked for and given has a place of its own. */
const placeOf = ({ data }: StoredEvent) => (data as Partial<ItemShared>).source;

/** The id follows from what tells this step of the stream from the others. */
export async function appendParking(
  { store }: Pick<Intake, 'store'>,
  event: Exclude<ParkingEvent, { type: 'ParkingRetryAsked' }>,
  { parking, agency }: Pick<ParkedEvent, 'parking' | 'agency'>,
  step = '',
): Promise<void> {
  const stream = parkingStream(parking);
  const id = derivedUuid(stream, event.type, step);
  const metadata = { schemaVersion: 1, actor: 'hub:intake' };
  const outcome = await store.append(stream, 'any', [{ id, ...event, metadata } satisfies NewEvent]);
  if (!outcome.ok)
    throw defect('INTAKE.PARKING_REFUSED', 'The store refused what became of a parked event', { agency });
}
