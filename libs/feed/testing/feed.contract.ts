import type { AgencyId } from '#platform';
import { until } from '../../../test/support/until.js';
import type { Feed, FeedMessage, NewFeedMessage } from '../ports.js';

export const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;
export const POLICE = 'urn:agency:force:35' as AgencyId;

export interface FeedUnderTest {
  /** Another process on the same feed; the caller closes it. */
  open(): Promise<Feed>;
  dispose(): Promise<void>;
}

export const aMessage = (text: string, agency: AgencyId = HOSPITALS): NewFeedMessage => ({
  agency,
  key: 'local-1',
  headers: { 'content-type': 'application/cloudevents+json', 'throughline-event-id': text },
  value: Buffer.from(text),
});

export const textsOf = (messages: readonly FeedMessage[]): string[] =>
  messages.map((message) => message.value.toString());

const range = (count: number, prefix = 'm'): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}${at}`);

/** What any engine behind the feed must do; the embedded table and Kafka answer alike. */
export function feedContract(engine: string, make: () => Promise<FeedUnderTest>): void {
  describe(`agency feed on ${engine}`, () => {
    let under: FeedUnderTest;
    let feed: Feed;
    const opened: Feed[] = [];
    const open = async () => {
      const another = await under.open();
      opened.push(another);
      return another;
    };

    beforeEach(async () => {
      under = await make();
      feed = await open();
    });

    afterEach(async () => {
      await Promise.all(opened.splice(0).map((each) => each.close()));
      await under.dispose();
    });

    it('numbers the messages of each agency from 0 in the order they were published', async () => {
      const taken = await feed.writer.publish([aMessage('a'), aMessage('b', POLICE), aMessage('c')]);
      expect(taken.map(({ topic, offset }) => `${topic} ${offset}`)).toEqual([
        'throughline.events.ods-RZZ 0',
        'throughline.events.force-35 0',
        'throughline.events.ods-RZZ 1',
      ]);
    });

    it('gives back exactly the bytes and headers that were published', async () => {
      const bytes = Buffer.from([0, 1, 255, 92, 34, 10, 44, 123]);
      const headers = { 'content-type': 'application/json', traceparent: '00-a"\\,{}' };
      const [at] = await feed.writer.publish([{ ...aMessage('x'), headers, value: bytes }]);
      const [message] = await feed.reader.read(at ? [at] : []);
      expect(message).toMatchObject({ ...at, agency: HOSPITALS, key: 'local-1', headers });
      expect(message?.value.equals(bytes)).toBe(true);
    });

    it('reads positions in the order asked and says which are no longer held', async () => {
      const taken = await feed.writer.publish([aMessage('a'), aMessage('b')]);
      const asked = [...taken].reverse().map((each, at) => (at === 0 ? each : { ...each, offset: 99n }));
      const read = await feed.reader.read(asked);
      expect(read.map((message) => message?.value.toString())).toEqual(['b', undefined]);
    });

    it('finds an event by the id its publisher gave it, and only under that publisher', async () => {
      const [at] = await feed.writer.publish([aMessage('evt-1')]);
      expect(await feed.lookup.findSourceEvent(HOSPITALS, 'evt-1')).toMatchObject({ ...at });
      expect(await feed.lookup.findSourceEvent(POLICE, 'evt-1')).toBeUndefined();
      expect(await feed.lookup.findSourceEvent(HOSPITALS, 'evt-2')).toBeUndefined();
    });

    it('finds the newest message of an event that was published again', async () => {
      const taken = await feed.writer.publish([aMessage('evt-1'), aMessage('other'), aMessage('evt-1')]);
      expect(await feed.lookup.findSourceEvent(HOSPITALS, 'evt-1')).toMatchObject({ ...taken[2] });
    });

    it('takes together what has more beside its values than in them', async () => {
      const headers = { 'content-type': 'application/json', baggage: 'x'.repeat(100_000) };
      const taken = await feed.writer.publish(range(100).map((name) => ({ ...aMessage(name), headers })));
      expect(taken.map(({ offset }) => offset)).toEqual(range(100).map((_, at) => BigInt(at)));
    });

    it('takes no message for an agency that is not in the directory', async () => {
      const stranger = aMessage('x', 'urn:agency:other:NOBODY' as AgencyId);
      await expect(feed.writer.publish([stranger])).rejects.toMatchObject({ code: 'FEED.UNKNOWN_AGENCY' });
    });

    it('keeps every message once and in order when several gateways publish at the same time', async () => {
      const gateways = [feed, await open(), await open()];
      await Promise.all(
        gateways.flatMap(({ writer }, gateway) =>
          range(20, `g${gateway}-`).map((name) =>
            writer.publish([aMessage(`${name}a`), aMessage(`${name}b`)]),
          ),
        ),
      );
      const seen = await drain(feed, 120);
      expect(seen.map((message) => message.offset)).toEqual(range(120).map((_, at) => BigInt(at)));
      const names = textsOf(seen);
      for (const name of names.filter((each) => each.endsWith('a')))
        expect(names[names.indexOf(name) + 1]).toBe(name.replace(/a$/, 'b'));
    });

    it('hands batches over in offset order and goes on after the last one committed', async () => {
      await feed.writer.publish(range(7).map((name) => aMessage(name)));
      const first = feed.consumer('intake', { maxMessages: 3 });
      const batches: string[][] = [];
      await first.start(async ({ messages }) => {
        batches.push(textsOf(messages));
        if (batches.length === 2) void first.stop();
      });
      await until(() => batches.length === 2);
      await first.stop();
      expect(batches).toEqual([
        ['m0', 'm1', 'm2'],
        ['m3', 'm4', 'm5'],
      ]);
      expect(textsOf(await drain(feed, 1, 'intake'))).toEqual(['m6']);
    });

    it('hands the same batch over again, after a pause, when it could not be handled', async () => {
      const attempts: { texts: string[]; at: number }[] = [];
      const faults: unknown[] = [];
      const consumer = feed.consumer('intake', { onFault: (fault) => faults.push(fault) });
      await feed.writer.publish([aMessage('a'), aMessage('b')]);
      await consumer.start(async ({ messages }) => {
        attempts.push({ texts: textsOf(messages), at: performance.now() });
        if (attempts.length < 3) throw new Error('store unavailable');
      });
      await until(() => attempts.length === 3);
      await until(async () => (await consumer.lag()).get(HOSPITALS) === 0);
      expect(attempts.map(({ texts }) => texts)).toEqual([
        ['a', 'b'],
        ['a', 'b'],
        ['a', 'b'],
      ]);
      expect(attempts.map(({ at }, n) => at - (attempts[n - 1]?.at ?? at))[2]).toBeGreaterThanOrEqual(190);
      expect(faults).toHaveLength(2);
    });

    it('goes on with other agencies while one agency waits to be tried again', async () => {
      await feed.writer.publish([aMessage('bad'), aMessage('good', POLICE)]);
      const done: string[] = [];
      await feed.consumer('intake').start(async ({ messages }) => {
        if (textsOf(messages).includes('bad')) throw new Error('not yet');
        done.push(...textsOf(messages));
      });
      await until(() => done.includes('good'));
    });

    it('lets no agency with a long queue hold up another', async () => {
      await feed.writer.publish(range(40).map((name) => aMessage(name, POLICE)));
      await feed.writer.publish([aMessage('short queue')]);
      const seen = await drain(feed, 41, 'intake', 5);
      expect(textsOf(seen).indexOf('short queue')).toBeLessThanOrEqual(10);
    });

    it('shares topics among the members of a group so that each message is handled once', async () => {
      const other = await open();
      const seen: string[] = [];
      for (const member of [feed, other])
        await member.consumer('intake', { maxMessages: 4 }).start(async ({ messages }) => {
          seen.push(...textsOf(messages));
        });
      const names = [...range(50, 'h'), ...range(50, 'p')];
      await feed.writer.publish(
        names.map((name) => aMessage(name, name.startsWith('p') ? POLICE : HOSPITALS)),
      );
      await until(() => seen.length >= 100);
      await Promise.all([feed.close(), other.close()]);
      expect([...seen].sort()).toEqual([...names].sort());
    });

    it('tells how far a group is behind, agency by agency', async () => {
      await feed.writer.publish([aMessage('a'), aMessage('b'), aMessage('c', POLICE)]);
      const lag = await feed.consumer('intake').lag();
      expect([...lag].sort()).toEqual([
        [POLICE, 1],
        [HOSPITALS, 2],
      ]);
    });

    it('tells in which partitions a message waits for longer than it may, until it is taken', async () => {
      const consumer = feed.consumer('intake');
      const late = async (ms: number) => Object.fromEntries(await consumer.late(new Date(Date.now() - ms)));
      await feed.writer.publish([aMessage('taken', POLICE)]);
      await drain(feed, 1, 'intake');
      await feed.writer.publish([aMessage('waits')]);
      await until(async () => (await late(50))[HOSPITALS]?.length === 1);
      expect(await late(50)).toEqual({ [HOSPITALS]: [0], [POLICE]: [] });
      expect(await late(600_000)).toEqual({ [HOSPITALS]: [], [POLICE]: [] });
      await drain(feed, 1, 'intake');
      expect(await late(50)).toEqual({ [HOSPITALS]: [], [POLICE]: [] });
    });

    it('wakes a waiting consumer at once, long before it would look by itself', async () => {
      const seen: string[] = [];
      await feed.consumer('intake', { pollMs: 60_000 }).start(async ({ messages }) => {
        seen.push(...textsOf(messages));
      });
      await feed.writer.publish([aMessage('a')]);
      await until(() => seen.length === 1, { withinMs: 5_000 });
      await feed.writer.publish([aMessage('b')]);
      await until(() => seen.length === 2, { withinMs: 5_000 });
    });
  });
}

async function drain(
  feed: Feed,
  count: number,
  group = 'drain',
  maxMessages = 500,
): Promise<readonly FeedMessage[]> {
  const seen: FeedMessage[] = [];
  const consumer = feed.consumer(group, { maxMessages });
  await consumer.start(async ({ messages }) => {
    seen.push(...messages);
  });
  await until(() => seen.length >= count);
  await consumer.stop();
  return seen;
}
