import { deadlineField } from '../client/append-messages.js';
import type { Expected } from '../ports.js';
import { bytesField, markField, messageField, numberField, textField } from '../wire/fields.js';
import { streamIdentifier } from '../wire/stream-name.js';
import { uuidText } from '../wire/uuid.js';
import type { RawEvent } from './raw-event.js';

export interface RawAppend {
  readonly stream: string;
  readonly expected: Extract<Expected, 'no-stream' | 'any' | bigint>;
  readonly events: readonly RawEvent[];
}

/** One BatchAppendReq that holds a whole append, with the payloads as they came. */
export function rawAppendFrame(correlation: string, append: RawAppend, timeoutMs: number): Buffer {
  const options = [
    streamIdentifier(1, append.stream),
    expectedField(append.expected),
    deadlineField(timeoutMs),
  ];
  return Buffer.concat([
    messageField(1, uuidText(correlation)),
    messageField(2, ...options),
    ...append.events.map(proposed),
    numberField(4, 1),
  ]);
}

function expectedField(expected: RawAppend['expected']): Buffer {
  if (expected === 'no-stream') return markField(3);
  return expected === 'any' ? markField(4) : numberField(2, expected);
}

const entry = (key: string, value: string): Buffer => messageField(2, textField(1, key), textField(2, value));
const JSON_CONTENT = entry('content-type', 'application/json');
const BINARY_CONTENT = entry('content-type', 'application/octet-stream');

const proposed = ({ id, type, isJson, metadata, data }: RawEvent): Buffer =>
  messageField(
    3,
    messageField(1, uuidText(id)),
    entry('type', type),
    isJson ? JSON_CONTENT : BINARY_CONTENT,
    bytesField(3, metadata),
    bytesField(4, data),
  );
