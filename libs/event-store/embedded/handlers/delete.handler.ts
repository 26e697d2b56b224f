import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import type { EventLog } from '../log/event-log.js';
import { badRequest, deleteRefused, storeUnavailable, streamDeleted } from '../protocol-errors.js';
import type { AppendOptions } from '../wire/append-options.js';
import { deleteResponse } from '../wire/append-responses.js';
import { isStreamName } from './append-intake.js';

/** Delete (what is there is no longer read, the name may be used again) and Tombstone (never again). */
export const handleDelete =
  (log: EventLog, kind: 'delete' | 'tombstone') =>
  (call: ServerUnaryCall<AppendOptions, Buffer>, answer: sendUnaryData<Buffer>) => {
    const { stream, expected } = call.request;
    if (!isStreamName(stream)) return answer(badRequest('The stream name is empty or too long'));
    log.submit({ kind, stream, expected }).then(
      (outcome) => {
        if (outcome.kind === 'written') return answer(null, deleteResponse(outcome.position));
        if (outcome.kind === 'wrong-revision') return answer(deleteRefused(stream, expected, outcome.actual));
        return answer(outcome.kind === 'stream-deleted' ? streamDeleted(stream) : storeUnavailable());
      },
      () => answer(storeUnavailable()),
    );
  };
