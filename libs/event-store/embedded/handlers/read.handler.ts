import { isThroughlineError } from '#platform';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import type { EventLog } from '../log/event-log.js';
import { createFilter } from '../log/filter.js';
import { badRequest, storeUnavailable, unexpectedRead } from '../protocol-errors.js';
import type { ReadRequest } from '../wire/read-request.js';
import { confirmation } from '../wire/read-responses.js';
import { isStreamName } from './append-intake.js';
import { Outlet } from './outlet.js';
import { sendAll, sendStream } from './send-read.js';
import { sendAllLive, sendStreamLive } from './send-subscription.js';

/** Read: reads and catch-up subscriptions, of one stream and of `$all`. */
export const handleRead =
  (log: EventLog, subscriptions: Set<Outlet>) =>
  (call: ServerWritableStream<ReadRequest | undefined, Buffer>): void => {
    const outlet = new Outlet(call, () => {
      subscriptions.delete(outlet);
      log.wake();
    });
    const { request } = call;
    if (!request) return outlet.fail(badRequest('A read names a stream or all streams'));
    if (request.maxCount === undefined) subscriptions.add(outlet);
    serve(log, request, outlet).catch((error: unknown) => outlet.fail(asServiceError(error)));
  };

async function serve(log: EventLog, request: ReadRequest, outlet: Outlet): Promise<void> {
  const { target, maxCount } = request;
  if (target.kind === 'stream' && !isStreamName(target.stream))
    return outlet.fail(badRequest('Bad stream name'));
  if (maxCount === undefined) return subscribe(log, request, outlet);
  if (maxCount === 0) return outlet.fail(unexpectedRead());
  if (target.kind === 'stream') await sendStream(log, { ...request, target, maxCount }, outlet);
  else await sendAll(log, { ...request, target, maxCount }, outlet);
}

async function subscribe(log: EventLog, request: ReadRequest, outlet: Outlet): Promise<void> {
  const { target, idForm } = request;
  if (target.kind === 'stream') return sendStreamLive(log, target, idForm, outlet);
  const filter = request.filter && createFilter(request.filter);
  await outlet.write(confirmation(randomUUID()));
  await sendAllLive(log, { from: target.from, filter, interval: request.checkpointInterval, idForm }, outlet);
}

const asServiceError = (error: unknown): Error =>
  isThroughlineError(error, 'EVENT_STORE.BAD_FILTER') ? badRequest(error.message) : storeUnavailable();
