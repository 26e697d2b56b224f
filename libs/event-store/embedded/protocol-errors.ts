import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import type { Expected } from '../ports.js';

/** A gRPC status with the metadata by which EventStoreDB clients tell errors apart. */
function failure(code: status, details: string, fields: Record<string, string> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(fields)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const streamDeleted = (stream: string): ServiceError =>
  failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': headerText(stream),
  });

export const deleteRefused = (stream: string, expected: Expected, actual: bigint): ServiceError =>
  failure(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${numberOf(expected)}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': headerText(stream),
      'expected-version': String(numberOf(expected)),
      'actual-version': String(actual),
    },
  );

export const appendTooLarge = (limit: number): ServiceError =>
  failure(status.INVALID_ARGUMENT, `Maximum append size of ${limit} bytes exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

export const badRequest = (details: string): ServiceError => failure(status.INVALID_ARGUMENT, details);
export const timedOut = (): ServiceError =>
  failure(status.ABORTED, 'The append was not done within its deadline');
export const storeUnavailable = (): ServiceError =>
  failure(status.UNAVAILABLE, 'The event store is not available');

/** What EventStoreDB answers to reads that it does not understand, such as no events at all or forwards from the end. */
export const unexpectedRead = (): ServiceError =>
  failure(status.UNKNOWN, 'Unexpected ReadStreamResult: Error');

const NUMBERS = { any: -2n, exists: -4n, 'no-stream': -1n } as const;
const numberOf = (expected: Expected): bigint =>
  typeof expected === 'bigint' ? expected : NUMBERS[expected];

/** gRPC metadata is ASCII. */
const headerText = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');
