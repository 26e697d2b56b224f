import type { FeedMessage } from '#feed';
import { isThroughlineError } from '#platform';
import { layerOn } from './memory/known-facts.js';
import type { ParkingBook } from './parking/parking-book.js';
import { planBatch, storeBatch, type Intake, type PlannedBatch } from './process-batch.js';
import { findSourceEvent } from './source-event.js';
import type { Parking } from './stages/park.js';
import { setAside } from './stages/underway.js';

export type TakenOne =
  | { readonly outcome: 'TAKEN' | 'REJECTED' }
  /** Nothing is stored of it: it has to wait behind another. */
  | { readonly outcome: 'BEHIND'; readonly parking: Parking };

/** One message by itself, to be called `alone`. `parking` tells what it has to wait behind. Throws on a defect. */
export async function takeOne(intake: Intake, message: FeedMessage, parking: ParkingBook): Promise<TakenOne> {
  const batch = await planOne(intake, message, parking);
  const [behind] = batch.parked;
  if (behind) return { outcome: 'BEHIND', parking: behind };
  const { aside } = await storeBatch(intake, batch);
  return { outcome: aside.length > 0 ? 'REJECTED' : 'TAKEN' };
}

async function planOne(intake: Intake, message: FeedMessage, parking: ParkingBook): Promise<PlannedBatch> {
  const began = performance.now();
  try {
    return await planBatch(intake, { ...layerOn(intake.memory.known), parking }, [message]);
  } catch (error) {
    // No fault of the hub, and none that time will mend.
    if (!isThroughlineError(error, 'VAULT.ERASED_RECORD')) throw error;
    const reasons = [{ code: 'INTAKE.RECORD_ERASED' }];
    const aside = [setAside(message, reasons, findSourceEvent(intake, message)?.id)];
    return { outcomes: new Map(), prepared: [], aside, parked: [], again: [], heldUpTo: -1n, began };
  }
}
