import statusMessages from '@eventstore/db-client/generated/status_pb.js';
import sharedMessages from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import anyMessages from 'google-protobuf/google/protobuf/any_pb.js';
import { readBatchAppend } from '../embedded/wire/append-requests.js';
import { appendFrames, readAppendReply } from './append-messages.js';

const CORRELATION = '11111111-2222-4333-8444-555555555555';

/** A refusal as EventStoreDB puts it: a code, words, and the name of a message that holds details. */
function refusal(code: number, words: string, detail: string): Buffer {
  const details = new anyMessages.Any();
  details.pack(new Uint8Array(), detail);
  const error = new statusMessages.Status();
  error.setCode(code);
  error.setMessage(words);
  error.setDetails(details);
  const id = new sharedMessages.UUID();
  id.setString(CORRELATION);
  const response = new streams.BatchAppendResp();
  response.setCorrelationId(id);
  response.setError(error);
  return Buffer.from(response.serializeBinary());
}

const EMPTY = 'google.protobuf.Empty';

describe('The answer to an append', () => {
  it.each([
    ['a node that is not ready', 0, 'Server Is Not Ready', EMPTY, 'EVENT_STORE.UNAVAILABLE', true],
    ['a busy node', 0, 'Server Is Busy', EMPTY, 'EVENT_STORE.UNAVAILABLE', true],
    [
      'a node without a leader',
      0,
      'No leader info available in response',
      EMPTY,
      'EVENT_STORE.UNAVAILABLE',
      true,
    ],
    ['a fault inside the node', 13, 'Envelope', EMPTY, 'EVENT_STORE.UNAVAILABLE', true],
    [
      'a write that took too long',
      4,
      'Timeout',
      'event_store.client.Timeout',
      'EVENT_STORE.UNAVAILABLE',
      true,
    ],
    [
      'an account without the right',
      7,
      'AccessDenied',
      'event_store.client.AccessDenied',
      'EVENT_STORE.ACCESS_DENIED',
      false,
    ],
    ['anything else', 2, 'Unknown', 'event_store.client.Unknown', 'EVENT_STORE.REFUSED', false],
  ])('of %s says whether another try is of use', (_, code, words, detail, expected, retryable) => {
    const reply = readAppendReply(refusal(code, words, detail));
    expect(reply.correlation).toBe(CORRELATION);
    expect(() => reply.outcome()).toThrow(expect.objectContaining({ code: expected, retryable }) as Error);
  });
});

describe('An append', () => {
  it('gives the server a length of time, so that their clocks need not agree', () => {
    const [frame = Buffer.alloc(0)] = appendFrames(
      CORRELATION,
      { stream: 'item-1', expected: 'no-stream', events: [] },
      2_750,
    );
    const options = streams.BatchAppendReq.deserializeBinary(frame).getOptions();
    expect(options?.hasDeadline()).toBe(false);
    const before = Date.now();
    const read = readBatchAppend(frame).options;
    expect(read).toMatchObject({ stream: 'item-1', expected: 'no-stream' });
    expect(read?.deadlineMs).toBeGreaterThanOrEqual(before + 2_750);
    expect(read?.deadlineMs).toBeLessThanOrEqual(Date.now() + 2_750);
  });
});
