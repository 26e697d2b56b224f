import type { Expected } from '../../ports.js';
import { bytesField, markField, messageField, numberField, textField } from '../../wire/fields.js';
import { streamIdentifier } from '../../wire/stream-name.js';

export type AppendAnswer =
  | { readonly kind: 'written'; readonly revision: bigint; readonly position: number }
  | { readonly kind: 'wrong-revision'; readonly actual: bigint }
  | { readonly kind: 'stream-deleted' | 'timeout' | 'bad-request' }
  | { readonly kind: 'too-large'; readonly limit: number };

const position = (field: number, value: number): Buffer =>
  messageField(field, numberField(1, value), numberField(2, value));

/** A stream that holds nothing yet is told apart by a mark instead of a revision. */
const revisionOr = (revision: bigint, field: number, noStreamField: number): Buffer =>
  revision >= 0n ? numberField(field, revision) : markField(noStreamField);

const success = (field: number, revision: bigint, at: number): Buffer =>
  messageField(field, revisionOr(revision, 1, 2), position(3, at));

function expectation(
  expected: Expected,
  fields: { revision: number; any: number; exists: number; none: number },
) {
  switch (expected) {
    case 'any':
      return markField(fields.any);
    case 'exists':
      return markField(fields.exists);
    case 'no-stream':
      return markField(fields.none);
    default:
      return numberField(fields.revision, expected);
  }
}

export function batchAppendResponse(
  correlation: Buffer,
  stream: string,
  expected: Expected,
  answer: AppendAnswer,
): Buffer {
  const result =
    answer.kind === 'written'
      ? success(3, answer.revision, answer.position)
      : messageField(2, status(stream, expected, answer));
  return Buffer.concat([
    bytesField(1, correlation),
    result,
    streamIdentifier(4, stream),
    expectation(expected, { revision: 5, none: 6, any: 7, exists: 8 }),
  ]);
}

type Refusal = Exclude<AppendAnswer, { kind: 'written' }>;

/** google.rpc.Status; clients look only at its details, and at the message where they do not know those. */
function status(stream: string, expected: Expected, refusal: Refusal): Buffer {
  const [name, details] = detailsOf(stream, expected, refusal);
  const any = [textField(1, `type.googleapis.com/event_store.client.${name}`), bytesField(2, details)];
  return Buffer.concat([numberField(1, CODE[refusal.kind]), textField(2, name), messageField(3, ...any)]);
}

/** google.rpc.Code: the numbers of gRPC's own status codes. */
const CODE = {
  'wrong-revision': 9,
  'stream-deleted': 9,
  timeout: 4,
  'bad-request': 3,
  'too-large': 3,
} as const;

function detailsOf(stream: string, expected: Expected, refusal: Refusal): [name: string, details: Buffer] {
  switch (refusal.kind) {
    case 'wrong-revision':
      return [
        'WrongExpectedVersion',
        Buffer.concat([
          revisionOr(refusal.actual, 1, 2),
          expectation(expected, { revision: 3, any: 4, exists: 5, none: 6 }),
        ]),
      ];
    case 'stream-deleted':
      return ['StreamDeleted', streamIdentifier(1, stream)];
    case 'timeout':
      return ['Timeout', Buffer.alloc(0)];
    case 'bad-request':
      return ['BadRequest', textField(1, 'The request cannot be understood')];
    case 'too-large':
      return ['MaximumAppendSizeExceeded', numberField(1, refusal.limit)];
  }
}

/** Answer of the single Append; every other refusal is a gRPC status there. */
export function appendResponse(
  expected: Expected,
  answer: Extract<AppendAnswer, { kind: 'written' | 'wrong-revision' }>,
): Buffer {
  if (answer.kind === 'written') return success(1, answer.revision, answer.position);
  return messageField(
    2,
    revisionOr(answer.actual, 6, 7),
    expectation(expected, { revision: 8, any: 9, exists: 10, none: 11 }),
  );
}

/** DeleteResp and TombstoneResp. */
export const deleteResponse = (at: number): Buffer => position(1, at);
