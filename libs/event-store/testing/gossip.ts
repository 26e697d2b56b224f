import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { randomUUID } from 'node:crypto';
import type { ServerHttp2Stream } from 'node:http2';
import { framed } from './grpc-frames.js';

export type NodeState = 'leader' | 'follower' | 'electing' | 'gone';

export interface Member {
  readonly port: number;
  readonly state: NodeState;
}

const { VNodeState } = gossip.MemberInfo;
const STATES = {
  leader: VNodeState.LEADER,
  follower: VNodeState.FOLLOWER,
  electing: VNodeState.UNKNOWN,
  gone: VNodeState.SHUTDOWN,
};

/** Answers event_store.client.gossip.Gossip/Read: who belongs to the cluster, and in which state. */
export function answerGossip(stream: ServerHttp2Stream, members: readonly Member[]): void {
  const info = new gossip.ClusterInfo();
  for (const member of members) info.addMembers(memberInfo(member));
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(framed(info.serializeBinary()));
}

function memberInfo({ port, state }: Member) {
  const id = new shared.UUID();
  id.setString(randomUUID());
  const endPoint = new gossip.EndPoint();
  endPoint.setAddress('127.0.0.1');
  endPoint.setPort(port);
  const member = new gossip.MemberInfo();
  member.setInstanceId(id);
  member.setTimeStamp(String(Date.now() * 10_000));
  member.setState(STATES[state]);
  member.setIsAlive(state !== 'gone');
  member.setHttpEndPoint(endPoint);
  return member;
}
