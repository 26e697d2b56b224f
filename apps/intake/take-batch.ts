import type { FeedBatch, FeedMessage } from '#feed';
import { isThroughlineError, unavailable } from '#platform';
import { asFault, isTransient } from './faults.js';
import { planBatch, storeBatch, type Intake } from './process-batch.js';
import { append } from './stages/append.js';
import { setAside, type SetAside } from './stages/underway.js';

/**
 * Never lets one event hold up the next. A transient fault throws, and the feed brings the batch again. A defect is
 * narrowed down event by event, and the event that causes it is set aside with the rest going on. Where one event
 * after another meets a defect, throws `INTAKE.DEFECTS_IN_A_ROW` instead: a fault of the hub must not reject a feed.
 */
export async function takeBatch(intake: Intake, { messages }: FeedBatch): Promise<void> {
  try {
    await attempt(intake, messages);
    for (const { topic } of messages) intake.defects.passed(topic);
  } catch (error) {
    if (isTransient(error)) throw asFault(error);
    intake.logger.error('A batch failed and is taken event by event', { count: messages.length, error });
    await takeEach(intake, messages);
  }
}

/** An event is told as defective only when the next was taken or the batch is over, so that a row leaves no trace. */
async function takeEach(intake: Intake, messages: readonly FeedMessage[]): Promise<void> {
  let row: SetAside[] = [];
  for (const message of messages) {
    const aside = await takeOne(intake, message);
    if (aside) row.push(aside);
    else {
      intake.defects.passed(message.topic);
      await append(intake.store, [], row);
      row = [];
    }
  }
  await append(intake.store, [], row);
}

/** The event set aside where it meets a defect. */
async function takeOne(intake: Intake, message: FeedMessage): Promise<SetAside | undefined> {
  try {
    await attempt(intake, [message]);
    return undefined;
  } catch (error) {
    if (isTransient(error)) throw asFault(error);
    const { agency, topic, offset: position } = message;
    if (intake.defects.met(topic)) throw defectsInARow(error);
    intake.logger.error('An event is set aside because of a defect', { agency, position, error });
    return setAside(message, [{ code: 'INTAKE.DEFECT' }]);
  }
}

const defectsInARow = (cause: unknown) =>
  unavailable(
    'INTAKE.DEFECTS_IN_A_ROW',
    'One event after another meets a defect of the hub, so the feed of their agency waits',
    cause,
  );

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
