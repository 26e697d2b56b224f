import type { FeedMessage } from '#feed';
import type { SourceEvent } from '#contracts';
import { itemIdOf, type Clock } from '#platform';
import { readHistory } from '../../../test/chaos/services/checks/stored-history.js';
import { until } from '../../../test/support/until.js';
import type { IntakeDeps, RunningIntake } from '../create-intake.js';
import type { TakeBatch } from '../receive/receive.js';
import { startCounty, type CountyUnderTest } from './county.js';
import { COMMUNITY_HEALTH, messageOf } from './events.js';
import { gated } from './store-with.js';

export interface Member {
  readonly intake: RunningIntake;
  readonly take: TakeBatch;
}

/** Several processes of intake over one county, each of which takes what a spec hands it. */
export class Several {
  static async start(): Promise<Several> {
    return new Several(await startCounty());
  }

  private constructor(readonly county: CountyUnderTest) {}

  /** A process that takes what the spec hands it, as if its partitions held nothing else. */
  async member(overrides: Partial<IntakeDeps> = {}): Promise<Member> {
    let take: TakeBatch = () => Promise.reject(new Error('not started'));
    const receive: IntakeDeps['receive'] = async (_consumer, given) => {
      take = given;
      return { close: async () => undefined };
    };
    const intake = await this.county.start({ receive, ...overrides });
    return { intake, take: (batch) => take(batch) };
  }

  /** The process that decides again. */
  async reconsidering(overrides: Partial<IntakeDeps> = {}): Promise<Member> {
    const member = await this.member(overrides);
    const { intake } = member;
    await until(() => intake.status().reconsideration?.state === 'running', { what: 'a lease' });
    return member;
  }

  async published(...events: readonly SourceEvent[]): Promise<readonly FeedMessage[]> {
    const { writer, reader } = this.county.hub.feed;
    const positions = await writer.publish(events.map((event) => messageOf(event)));
    return (await reader.read(positions)).flatMap((message) => message ?? []);
  }

  async takes({ take }: Member, ...events: readonly SourceEvent[]): Promise<void> {
    await take({ messages: await this.published(...events) });
  }

  /** One process has decided `event` and not stored it yet while all of `meanwhile` happens and is acted on. */
  async decidedWhile(event: SourceEvent, meanwhile: () => Promise<unknown>, clock?: Clock): Promise<void> {
    const gate = gated(this.county.hub.store);
    const slowly = await this.member({ store: gate.store, ...(clock && { clock }) });
    const taking = this.takes(slowly, event);
    await gate.reached;
    await meanwhile();
    await this.county.reconsidered();
    gate.open();
    await taking;
  }

  /** Each batch by another process, none of which has stored anything when the last has decided. */
  async decidedAtOnce(...batches: readonly (readonly SourceEvent[])[]): Promise<void> {
    const taking: Promise<void>[] = [];
    const gates = batches.map(() => gated(this.county.hub.store));
    for (const [one, events] of batches.entries()) {
      const gate = gates[one];
      taking.push(this.takes(await this.member(gate && { store: gate.store }), ...events));
      await gate?.reached;
    }
    for (const gate of gates) gate.open();
    await Promise.all(taking);
  }

  /** What happened to an item of the community health service. */
  async historyOf(id: string): Promise<readonly string[]> {
    const stream = `item-${itemIdOf(COMMUNITY_HEALTH, id)}`;
    return (await this.county.hub.store.readStream(stream)).map(({ type }) => type);
  }

  async nothingBroken(): Promise<void> {
    const { broken, claimedTwice } = await readHistory(this.county.hub.store);
    expect({ broken, claimedTwice }).toEqual({ broken: [], claimedTwice: [] });
  }

  close(): Promise<void> {
    return this.county.close();
  }
}
