import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import type { EventLog } from '../log/event-log.js';
import { appendTooLarge, badRequest, storeUnavailable, streamDeleted, timedOut } from '../protocol-errors.js';
import type { AppendPart } from '../wire/append-requests.js';
import { appendResponse, type AppendAnswer } from '../wire/append-responses.js';
import { AppendIntake } from './append-intake.js';

/** Append: one append a call, its events one by one. */
export const handleAppend =
  (log: EventLog) => (call: ServerReadableStream<AppendPart, Buffer>, answer: sendUnaryData<Buffer>) => {
    let intake: AppendIntake | undefined;
    call.on('data', (part: AppendPart) => {
      if (part.options) intake = new AppendIntake(part.options);
      else if (part.hasEvent) intake?.add(part.event);
    });
    call.on('error', () => undefined);
    call.on('end', () => {
      if (!intake) return answer(badRequest('An append begins with its options'));
      const { options } = intake;
      intake.commit(log).then(
        (outcome) => reply(options.stream, options.expected, outcome, answer),
        () => answer(storeUnavailable()),
      );
    });
  };

function reply(
  stream: string,
  expected: AppendIntake['options']['expected'],
  outcome: AppendAnswer,
  answer: sendUnaryData<Buffer>,
): void {
  switch (outcome.kind) {
    case 'written':
    case 'wrong-revision':
      return answer(null, appendResponse(expected, outcome));
    case 'stream-deleted':
      return answer(streamDeleted(stream));
    case 'too-large':
      return answer(appendTooLarge(outcome.limit));
    case 'timeout':
      return answer(timedOut());
    case 'bad-request':
      return answer(badRequest('The append cannot be understood'));
  }
}
