import fc from 'fast-check';
import { unavailable } from '#platform';
import { until } from '../../../test/support/until.js';
import type { EventStore, StoredEvent, Subscription } from '../ports.js';
import { shareSubscriptions } from './share-subscriptions.js';
import { MemoryLog } from './testing/memory-log.js';

const KINDS = ['item-', 'record-', 'family-'] as const;
const PREFIXES = [['item-'], ['record-'], ['item-', 'family-'], [...KINDS], ['family-']] as const;

type Manner = 'quick' | 'slow' | 'held' | 'not yet' | 'fails';

type Step =
  | { readonly do: 'append'; readonly kind: number }
  | { readonly do: 'follow'; readonly wish: Wish }
  | { readonly do: 'stop'; readonly which: number }
  | { readonly do: 'break' };

interface Wish {
  readonly prefixes: readonly string[];
  /** In parts of what is stored when the follower starts; undefined for the beginning. */
  readonly from: number | undefined;
  readonly maxBatch: number;
  readonly manner: Manner;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  prefixes: fc.constantFrom(...PREFIXES),
  from: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  maxBatch: fc.integer({ min: 1, max: 5 }),
  manner: fc.constantFrom<Manner>('quick', 'quick', 'slow', 'held', 'not yet', 'fails'),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('append' as const), kind: fc.nat(KINDS.length - 1) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('follow' as const), wish }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stop' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('break' as const) }) },
);

/** One who follows, and what was wrong about how things were handed over. */
class Follower {
  readonly seen: StoredEvent[] = [];
  readonly faults: string[] = [];
  readonly subscription: Subscription;
  isStopped = false;
  hasCaughtUp = false;
  release: () => void = () => undefined;
  readonly after: bigint | undefined;
  readonly #storedBefore: number;
  readonly #held = new Promise<void>((resolve) => (this.release = resolve));
  #isBusy = false;
  #batches = 0;

  constructor(
    store: EventStore,
    private readonly log: MemoryLog,
    readonly wish: Wish,
    private readonly turn: () => Promise<void>,
  ) {
    const { prefixes, from, maxBatch } = wish;
    this.#storedBefore = log.events.length;
    this.after = from === undefined ? undefined : BigInt(Math.floor(from * log.events.length));
    this.subscription = store.subscribe({ after: this.after, prefixes, maxBatch }, async (batch) => {
      if (this.#isBusy) this.faults.push('two batches at once');
      this.#isBusy = true;
      try {
        await this.#work();
        this.#keep(batch.events, batch.caughtUp);
      } finally {
        this.#isBusy = false;
      }
    });
  }

  /** All that should be handed over, in order. */
  wanted(upTo = this.log.events.length): readonly StoredEvent[] {
    return this.log.events
      .slice(Number(this.after ?? 0n), upTo)
      .filter(({ stream }) => this.wish.prefixes.some((prefix) => stream.startsWith(prefix)));
  }

  get isLevel(): boolean {
    return this.hasCaughtUp && this.seen.length >= this.wanted().length;
  }

  async #work(): Promise<void> {
    const { manner } = this.wish;
    this.#batches += 1;
    if (manner === 'held') await this.#held;
    if (manner === 'slow') for (let turns = 0; turns < 12; turns += 1) await this.turn();
    if (manner === 'not yet' && this.#batches === 2) throw unavailable('TEST.BUSY', 'Not yet');
    if (manner === 'fails' && this.#batches === 3) throw new Error('cannot be projected');
  }

  #keep(events: readonly StoredEvent[], caughtUp: boolean): void {
    if (events.length > this.wish.maxBatch) this.faults.push('too many at once');
    if (events.length === 0 && !caughtUp) this.faults.push('an empty batch that says nothing');
    this.seen.push(...events);
    if (caughtUp && this.seen.length < this.wanted(this.#storedBefore).length)
      this.faults.push('told that it has caught up while something waits');
    this.hasCaughtUp ||= caughtUp;
  }
}

async function play(steps: readonly Step[], mostWaiting: number, turn: () => Promise<void>) {
  const log = new MemoryLog(turn);
  const store = shareSubscriptions(log as unknown as EventStore, { prefixes: KINDS, mostWaiting });
  const followers: Follower[] = [];
  for (const each of steps) {
    if (each.do === 'append') log.append(`${KINDS[each.kind]}1`);
    else if (each.do === 'break') log.breakConnections();
    else if (each.do === 'follow') followers.push(new Follower(store, log, each.wish, turn));
    else stopOne(followers[each.which]);
    await turn();
  }
  return { log, followers };
}

function stopOne(follower: Follower | undefined): void {
  if (!follower) return;
  follower.isStopped = true;
  follower.release();
  void follower.subscription.stop();
}

describe('Followers that share a subscription', () => {
  it('are each handed what they asked for, once, in order, however all that happens is interleaved', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(step, { minLength: 5, maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        async (scheduler, steps, mostWaiting) => {
          const turn = () => scheduler.schedule(Promise.resolve());
          await scheduler.waitFor(judge(await scheduler.waitFor(play(steps, mostWaiting, turn))));
        },
      ),
      { numRuns: 300, interruptAfterTimeLimit: 30_000 },
    );
  });
});

async function judge({ log, followers }: Awaited<ReturnType<typeof play>>): Promise<void> {
  const failing = followers.filter(({ wish }) => wish.manner === 'fails');
  const going = followers.filter((each) => !each.isStopped && !failing.includes(each));
  const quick = going.filter(({ wish }) => wish.manner !== 'held');
  await until(() => quick.every(({ isLevel }) => isLevel), { everyMs: 0, withinMs: 2_000, what: 'level' });
  for (const each of followers) each.release();
  await until(() => going.every(({ isLevel }) => isLevel), {
    everyMs: 0,
    withinMs: 2_000,
    what: 'held level',
  });
  for (const each of going) expect(each.seen).toEqual(each.wanted());
  for (const each of followers) {
    expect(each.faults).toEqual([]);
    expect(each.seen).toEqual(each.wanted().slice(0, each.seen.length));
  }
  await Promise.all(followers.map(({ subscription }) => subscription.stop()));
  await until(() => log.openSubscriptions === 0, { everyMs: 0, what: 'nothing left open' });
}
