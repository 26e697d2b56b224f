import type { FeedBatch, FeedMessage } from '#feed';
import { isThroughlineError } from '#platform';
import { asFault, isTransient } from './faults.js';
import { planBatch, storeBatch, type Intake } from './process-batch.js';
import { append } from './stages/append.js';
import { setAside } from './stages/underway.js';

/**
 * Never lets one event hold up the next. A transient fault throws, and the feed brings the batch again. A defect is
 * narrowed down event by event, and the event that causes it is set aside with the rest going on.
 */
export async function takeBatch(intake: Intake, { messages }: FeedBatch): Promise<void> {
  try {
    await attempt(intake, messages);
  } catch (error) {
    if (isTransient(error)) throw asFault(error);
    intake.logger.error('A batch failed and is taken event by event', { count: messages.length, error });
    for (const message of messages) await takeOne(intake, message);
  }
}

async function takeOne(intake: Intake, message: FeedMessage): Promise<void> {
  try {
    await attempt(intake, [message]);
  } catch (error) {
    if (isTransient(error)) throw asFault(error);
    intake.logger.error('An event is set aside because of a defect', {
      agency: message.agency,
      position: message.offset,
      error,
    });
    await append(intake.store, [], [setAside(message, [{ code: 'INTAKE.DEFECT' }])]);
  }
}

async function attempt(intake: Intake, messages: readonly FeedMessage[]): Promise<void> {
  try {
    const planned = await intake.turns.planning.take(() => planBatch(intake, messages));
    await intake.turns.storing.take(() => storeBatch(intake, planned));
  } catch (error) {
    // A batch planned on a memory that is gone has nothing in the new one to take back.
    if (!isThroughlineError(error, 'INTAKE.PLANNED_ON_FORGOTTEN')) intake.memory.forget();
    throw error;
  }
}
