import statusMessages from '@eventstore/db-client/generated/status_pb.js';
import { status } from '@grpc/grpc-js';
import emptyMessages from 'google-protobuf/google/protobuf/empty_pb.js';
import anyMessages from 'google-protobuf/google/protobuf/any_pb.js';
import type { OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2';

/** How a call ends, as trailers. The words and fields are those of EventStoreDB's `RpcExceptions`. */
export type Trailers = OutgoingHttpHeaders;

const ends = (code: status, message: string, fields: Record<string, string> = {}): Trailers => ({
  'grpc-status': String(code),
  'grpc-message': encodeURIComponent(message),
  ...fields,
});

export const notLeader = (leaderPort: number): Trailers =>
  ends(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': '127.0.0.1',
    'leader-endpoint-port': String(leaderPort),
  });

export const noLeaderKnown = (): Trailers => ends(status.UNKNOWN, 'No leader info available in response');

export const accessDenied = (): Trailers =>
  ends(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const tooSlow = (): Trailers =>
  ends(
    status.ABORTED,
    'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
  );

export const unavailable = (): Trailers => ends(status.UNAVAILABLE, 'Server Is Not Ready');

export const GRPC = { ':status': 200, 'content-type': 'application/grpc' };

/** Ends a call that has not been answered yet. */
export function refuse(stream: ServerHttp2Stream, trailers: Trailers): void {
  if (!stream.destroyed && !stream.headersSent) stream.respond({ ...GRPC, ...trailers }, { endStream: true });
}

/** Wrong credentials are turned away by HTTP, before gRPC. */
export const turnAway = (stream: ServerHttp2Stream): void =>
  stream.respond({ ':status': 401 }, { endStream: true });

/** While nobody leads, an append is answered with a status that has words but no code. */
export function notReadyStatus(words: string) {
  const details = new anyMessages.Any();
  details.pack(new emptyMessages.Empty().serializeBinary(), 'google.protobuf.Empty');
  const error = new statusMessages.Status();
  error.setMessage(words);
  error.setDetails(details);
  return error;
}
