import { compare, Follower, Load } from './load.js';
import type { ProductionQuestion, Target } from './question.js';
import { waitFor } from './wait-for.js';

const SOME = 50;

/** Appends and a subscription go on while something is done to the server; then both are compared with what is stored. */
async function through(target: Target, name: string, interrupt: () => Promise<void>): Promise<string[]> {
  const { patienceMs } = target;
  const store = target.connect();
  const prefix = target.prefix(name);
  const follower = new Follower(store, prefix);
  const load = new Load(store, prefix);
  const more = (count: number) => waitFor(() => load.acknowledged.length >= count, patienceMs);
  const began = await waitFor(() => follower.streams.length >= SOME, patienceMs);
  await interrupt();
  const wentOn = await more(load.acknowledged.length + SOME);
  await load.stop();
  await waitFor(() => follower.streams.length >= load.acknowledged.length, patienceMs);
  await follower.subscription.stop();
  const stored: string[] = [];
  for await (const batch of store.readAll())
    stored.push(...batch.filter(({ stream }) => stream.startsWith(prefix)).map(({ stream }) => stream));
  return [
    ...(began ? [] : ['The subscription was handed nothing before the interruption.']),
    ...(wentOn ? [] : ['Appends did not go on after the interruption.']),
    ...new Set([...load.faults, ...follower.faults]),
    ...compare('Stored', load.acknowledged, stored),
    ...compare('Handed to the subscriber', load.acknowledged, follower.streams),
  ];
}

export const INTERRUPTIONS: readonly ProductionQuestion[] = [
  {
    name: 'a restart under load: appends are there once, the subscription goes on without loss or double',
    whyNot: ({ hooks }) => (hooks.restart ? undefined : 'no --restart-command was given'),
    ask: async (target) => through(target, 'restart', target.hooks.restart ?? nothing),
  },
  {
    name: 'another leader under load: appends are there once, the subscription goes on without loss or double',
    whyNot: ({ hooks }) => (hooks.changeLeader ? undefined : 'no --leader-command was given'),
    ask: async (target) => through(target, 'leader', target.hooks.changeLeader ?? nothing),
  },
];

const nothing = () => Promise.resolve();
