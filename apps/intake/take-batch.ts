import type { FeedBatch, FeedMessage } from '#feed';
import { isThroughlineError, unavailable } from '#platform';
import { alone } from './alone.js';
import { asFault, codeOf, isTransient } from './faults.js';
import { ParkingBook } from './parking/parking-book.js';
import { processBatch, storeBatch, type Intake } from './process-batch.js';
import { findSourceEvent } from './source-event.js';
import { placeIdOf } from './stages/origin.js';
import { BEHIND_PARKED, findBlocking, parkingOf, type Parking } from './stages/park.js';
import { setAside, type SetAside } from './stages/underway.js';
import { takeOne } from './take-one.js';

/** What became of no item: waits with its family, or could not even be read. */
type Left = Parking | SetAside;

/**
 * Never lets one event hold up the next. A transient fault throws, and the feed brings the batch again. A defect is
 * narrowed down event by event: the event that causes it is parked, and with it what concerns the same family; the rest
 * goes on. Where one event after another meets a defect, throws `INTAKE.DEFECTS_IN_A_ROW` instead: a fault of the hub
 * must not park a county.
 */
export async function takeBatch(intake: Intake, { messages }: FeedBatch): Promise<void> {
  // What another process parked or took before this partition came here must be known.
  await intake.memory.level();
  const halted = messages.some(({ topic }) => intake.defects.isHalted(topic));
  if (halted || !(await isTaken(intake, messages))) await takeEach(intake, messages);
}

/** False where something in it meets a defect. */
async function isTaken(intake: Intake, messages: readonly FeedMessage[]): Promise<boolean> {
  try {
    await processBatch(intake, messages);
    for (const { topic } of messages) intake.defects.passed(topic);
    return true;
  } catch (error) {
    if (isTransient(error)) throw asFault(error);
    intake.logger.error('A batch failed and is taken event by event', { count: messages.length, error });
    return false;
  }
}

/** An event is parked only when another was taken or the batch is over, so that a row leaves no trace. */
async function takeEach(intake: Intake, messages: readonly FeedMessage[]): Promise<void> {
  let row: Left[] = [];
  for (const message of messages) {
    const left = await takeOrLeave(intake, message, row);
    if (left) row.push(left);
    else {
      intake.defects.passed(message.topic);
      await storeLeft(intake, row);
      row = [];
    }
  }
  await storeLeft(intake, row);
}

async function takeOrLeave(
  intake: Intake,
  message: FeedMessage,
  row: readonly Left[],
): Promise<Left | undefined> {
  try {
    return await alone(intake, async () => {
      const taken = await takeOne(intake, message, parkingWith(intake, row));
      return taken.outcome === 'BEHIND' ? taken.parking : undefined;
    });
  } catch (error) {
    if (isTransient(error)) throw asFault(error);
    return leave(intake, message, row, error);
  }
}

/** What is parked, and what of this batch is about to be. */
function parkingWith({ memory }: Intake, row: readonly Left[]): ParkingBook {
  const parking = new ParkingBook(memory.known.parking);
  for (const { parked } of parkedIn(row)) parking.apply({ type: 'SourceEventParked', data: parked });
  return parking;
}

/** What has to wait behind another is no defect by itself, whatever it met. */
function leave(intake: Intake, message: FeedMessage, row: readonly Left[], error: unknown): Left {
  const { agency, topic, offset: position } = message;
  const event = findSourceEvent(intake, message);
  const cause = { now: intake.clock(), version: intake.version };
  const behind = event && findBlocking(knownWith(intake, row), { event, agency });
  if (event && behind) return parkingOf(message, event, { ...cause, code: BEHIND_PARKED, behind });
  if (intake.defects.met(topic, placeIdOf(message))) throw defectsInARow(error);
  intake.logger.error('An event is set aside because of a defect', { agency, position, error });
  if (!event) return setAside(message, [{ code: 'INTAKE.DEFECT' }]);
  return parkingOf(message, event, { ...cause, code: codeOf(error) });
}

const knownWith = (intake: Intake, row: readonly Left[]) => ({
  identity: intake.memory.known.identity,
  parking: parkingWith(intake, row),
  digest: (...parts: readonly string[]) => intake.vault.digest(...parts),
});

async function storeLeft(intake: Intake, row: readonly Left[]): Promise<void> {
  if (row.length === 0) return;
  const aside = row.filter((each): each is SetAside => !isParking(each));
  const began = performance.now();
  const nothing = { outcomes: new Map(), prepared: [], again: [], heldUpTo: -1n };
  await storeBatch(intake, { ...nothing, aside, parked: parkedIn(row), began });
  await intake.memory.level();
}

const isParking = (left: Left): left is Parking => 'parked' in left;
const parkedIn = (row: readonly Left[]): readonly Parking[] => row.filter(isParking);

/** The feed of one agency stands still; the others need not. */
export const isHalt = (error: unknown): boolean => isThroughlineError(error, 'INTAKE.DEFECTS_IN_A_ROW');

const defectsInARow = (cause: unknown) =>
  unavailable(
    'INTAKE.DEFECTS_IN_A_ROW',
    'One event after another meets a defect of the hub, so the feed of their agency waits',
    cause,
  );
