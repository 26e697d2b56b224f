import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerHttp2Stream } from 'node:http2';
import type { NodeState } from './gossip.js';
import { framed, Unframed } from './grpc-frames.js';
import { GRPC, notReadyStatus, refuse, type Trailers } from './refusals.js';

export interface Gate {
  state(): NodeState;
  notLeader(): Trailers;
  /** Lets the call through to the log, with what was read of it so far. */
  pass(read: Buffer): void;
}

/**
 * A BatchAppend call to a node that does not lead, judged message by message, as its state is by then: during an election
 * each append is answered with a status that has words but no code; a follower ends the call; a leader takes it.
 */
export function holdAtGate(stream: ServerHttp2Stream, gate: Gate): void {
  const unframed = new Unframed();
  let trailers: Trailers = { 'grpc-status': '0' };
  const judge = (message: Buffer) => {
    const state = gate.state();
    if (state === 'electing') return answer(stream, message);
    stream.off('data', take);
    if (state === 'leader') return gate.pass(framed(message));
    trailers = gate.notLeader();
    if (stream.headersSent) stream.end();
    else refuse(stream, trailers);
  };
  const take = (chunk: Buffer) => unframed.take(chunk).forEach(judge);
  stream.on('data', take);
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
}

function answer(stream: ServerHttp2Stream, message: Buffer): void {
  if (!stream.headersSent) stream.respond(GRPC, { waitForTrailers: true });
  const request = streams.BatchAppendReq.deserializeBinary(message);
  if (!request.getIsFinal()) return;
  const response = new streams.BatchAppendResp();
  response.setCorrelationId(request.getCorrelationId());
  response.setError(notReadyStatus('No leader info available in response'));
  stream.write(framed(response.serializeBinary()));
}
