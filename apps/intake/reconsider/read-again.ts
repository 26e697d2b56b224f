import type { FeedReader } from '#feed';
import type { HeldItem } from '#journey';
import { readMessages, type Intake } from '../process-batch.js';
import type { Validated } from '../stages/validate.js';
import { FaultyItems, type Faulty } from './faulty.js';
import type { Trigger } from './triggers.js';

export interface StubWithContent {
  readonly held: HeldItem;
  readonly trigger: Trigger;
  readonly content: Validated;
}

export type AboutStub = readonly [stub: HeldItem, trigger: Trigger];

export interface ReadAgain {
  readonly stubs: readonly StubWithContent[];
  /** The feed no longer has their content. */
  readonly gone: readonly AboutStub[];
  readonly faulty: readonly Faulty[];
}

/** What each stub says, from where it lies in the feed. What no longer passes its contract is left as it is. */
export async function readAgain(
  intake: Pick<Intake, 'registry' | 'reader' | 'vault'>,
  feed: FeedReader,
  about: readonly AboutStub[],
): Promise<ReadAgain> {
  const places = about.map(([{ source }]) => ({ ...source, offset: BigInt(source.offset) }));
  const messages = await feed.read(places);
  const stubs: StubWithContent[] = [];
  const gone: AboutStub[] = [];
  const faulty = new FaultyItems();
  for (const [at, [held, trigger]] of about.entries()) {
    const message = messages[at];
    const read = faulty.orAdd(held, trigger, () => (message ? readMessages(intake, [message]) : []));
    if (!read) continue;
    const [found] = read;
    if (!found || (found.on && found.value.item !== held.item)) gone.push([held, trigger]);
    else if (found.on) stubs.push({ held, trigger, content: asFirstReceived(found.value, held) });
  }
  return { stubs, gone, faulty: faulty.all() };
}

/** What is published again is no newer for it: who its people are said to be counts from the first time. */
const asFirstReceived = (found: Validated, { receivedAt }: HeldItem): Validated => ({
  ...found,
  message: { ...found.message, appendedAt: receivedAt },
});
