import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { derivedUuid } from '#platform';
import { credentials, Metadata } from '@grpc/grpc-js';
import { readFileSync } from 'node:fs';
import { authorityOf, hostsOf, isByName, isSecure, withHost } from './address.js';
import { compare } from './load.js';
import type { ProductionQuestion, Target } from './question.js';

const oneNode = ({ url }: Target) =>
  hostsOf(url).length > 1 || isByName(url) ? undefined : 'the address names one node';

export const NODES: readonly ProductionQuestion[] = [
  {
    name: 'every node that is named answers, and all of them name the same leader',
    whyNot: oneNode,
    ask: async ({ url }) => {
      const leaders = await Promise.all(hostsOf(url).map((host) => leaderSeenBy(host, url)));
      const faults = leaders.flatMap(({ fault }) => (fault ? [fault] : []));
      const named = new Set(leaders.flatMap(({ leader }) => (leader ? [leader] : [])));
      return named.size > 1
        ? [...faults, `They name ${named.size} leaders: ${[...named].join(', ')}.`]
        : faults;
    },
  },
  {
    name: 'through whichever node an append comes in, it is stored once, and read back through all of them',
    whyNot: oneNode,
    ask: throughEachNode,
  },
];

async function throughEachNode(target: Target): Promise<string[]> {
  const hosts = hostsOf(target.url);
  const streams = hosts.map((_, at) => `${target.prefix('node')}${at}`);
  for (const [at, stream] of streams.entries()) {
    const store = target.connect(withHost(target.url, hosts[at] ?? ''));
    const event = {
      id: derivedUuid('conformance', stream),
      type: 'Asked',
      data: {},
      metadata: { schemaVersion: 1 },
    };
    await store.append(stream, 'no-stream', [event]);
    await store.append(stream, 'no-stream', [event]);
  }
  const all = target.connect();
  const read = await Promise.all(streams.map((stream) => all.readStream(stream)));
  return compare(
    'Stored',
    streams,
    read.flat().map(({ stream }) => stream),
  );
}

interface Seen {
  readonly leader?: string;
  readonly fault?: string;
}

/** Asks one node for the members of its cluster, as a client does that looks for the leader. */
function leaderSeenBy(host: string, url: string): Promise<Seen> {
  const authority = authorityOf(url);
  const trusted = authority === undefined ? null : readFileSync(authority);
  const channel = isSecure(url) ? credentials.createSsl(trusted) : credentials.createInsecure();
  const client = new gossipService.GossipClient(host.includes(':') ? host : `${host}:2113`, channel);
  const deadline = new Date(Date.now() + 5_000);
  return new Promise((resolve) =>
    client.read(new shared.Empty(), new Metadata(), { deadline }, (error, info) => {
      client.close();
      if (error) return resolve({ fault: `${host} does not answer: ${error.details}.` });
      const leader = info.getMembersList().find(isLeader)?.getHttpEndPoint();
      resolve(
        leader
          ? { leader: `${leader.getAddress()}:${leader.getPort()}` }
          : { fault: `${host} names no leader.` },
      );
    }),
  );
}

const isLeader = (member: gossip.MemberInfo): boolean =>
  member.getIsAlive() && member.getState() === gossip.MemberInfo.VNodeState.LEADER;
