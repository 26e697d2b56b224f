import { randomUUID } from 'node:crypto';
import type { EventLog } from '../log/event-log.js';
import type { RecordFilter } from '../log/filter.js';
import { followAll } from '../log/follow-all.js';
import { followStream } from '../log/follow-stream.js';
import type { Stretch } from '../log/read-all.js';
import { streamDeleted } from '../protocol-errors.js';
import type { Start } from '../wire/read-request.js';
import {
  caughtUp,
  checkpoint,
  confirmation,
  eventFrame,
  fellBehind,
  type IdForm,
} from '../wire/read-responses.js';
import { sharedFrame } from './shared-frames.js';
import type { Outlet } from './outlet.js';

export interface AllSubscription {
  /** Exclusive. */
  readonly from: Start<number>;
  readonly filter: RecordFilter | undefined;
  /** Positions between checkpoints; Infinity for none. */
  readonly interval: number;
  readonly idForm: IdForm;
}

export async function sendAllLive(
  log: EventLog,
  subscription: AllSubscription,
  outlet: Outlet,
): Promise<void> {
  const { from, filter, interval, idForm } = subscription;
  const after = startAfter(from, log.head);
  let nextCheckpoint = after + interval;
  for await (const step of followAll(log, after, filter, outlet.isStopped)) {
    if (step.kind === 'caught-up') await outlet.write(caughtUp());
    else if (step.kind === 'fell-behind') await outlet.write(fellBehind());
    else
      nextCheckpoint = await sendStretch(step.stretch, step.live ? sharedFrame : eventFrame, nextCheckpoint);
  }
  outlet.end();

  /** Positions have no gaps, so a checkpoint's place is known without having seen the events that did not match. */
  async function sendStretch(
    { records, end }: Stretch,
    frame: typeof eventFrame,
    due: number,
  ): Promise<number> {
    let next = due;
    for (const record of records) {
      for (; next < record.position; next += interval) await outlet.write(checkpoint(next));
      await outlet.write(frame(record, idForm));
      if (outlet.isStopped()) return next;
    }
    for (; next <= end; next += interval) await outlet.write(checkpoint(next));
    return next;
  }
}

export async function sendStreamLive(
  log: EventLog,
  { stream, from }: { readonly stream: string; readonly from: Start<bigint> },
  idForm: IdForm,
  outlet: Outlet,
): Promise<void> {
  const after = from === 'start' ? -1n : from;
  for await (const step of followStream(log, stream, after, outlet.isStopped)) {
    if (step.kind === 'stream-deleted') return outlet.fail(streamDeleted(stream));
    if (step.kind === 'confirmed') await outlet.write(confirmation(randomUUID()));
    else if (step.kind === 'caught-up') await outlet.write(caughtUp());
    else if (step.kind === 'fell-behind') await outlet.write(fellBehind());
    else if (step.kind === 'records')
      for (const record of step.records) await outlet.write(eventFrame(record, idForm));
  }
  outlet.end();
}

const startAfter = (from: Start<number>, head: number): number => {
  if (from === 'start') return 0;
  return from === 'end' ? head : from;
};
