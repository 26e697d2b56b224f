import type { FeedMessage } from '#feed';
import { silentLogger, unavailable, type AgencyId } from '#platform';
import { startTraceReceiver, type TraceReceiver } from '#platform/testing';
import { startTracing, type Tracing } from '#platform/tracing';
import { metadataOf } from './stages/origin.js';
import { traceBatch } from './tracing.js';

const SAMPLED = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const UNSAMPLED = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';

const TOPIC = 'throughline.events.ods-G7H8J';

const messageWith = (traceparent: string | undefined, topic = TOPIC): FeedMessage => ({
  ...{ topic, partition: 0, offset: 1n, key: 'k' },
  agency: 'urn:agency:ods:G7H8J' as AgencyId,
  headers: { ...(traceparent === undefined ? {} : { traceparent }) },
  value: Buffer.alloc(0),
  appendedAt: new Date(),
});
const carriedBy = (message: FeedMessage) => metadataOf(message).traceparent;

describe('The trace that a stored event carries', () => {
  it('is the publisher’s own where intake records none', async () => {
    const [sampled, none, odd] = [SAMPLED, undefined, 'Zqmarkgiven'].map((text) => messageWith(text));
    if (!sampled || !none || !odd) throw new Error('three messages were made');
    await traceBatch([sampled, none, odd], async () => {
      expect([sampled, none, odd].map(carriedBy)).toEqual([SAMPLED, undefined, undefined]);
    });
  });

  describe('with a collector', () => {
    let receiver: TraceReceiver;
    let tracing: Tracing;
    beforeEach(async () => {
      receiver = await startTraceReceiver();
      tracing = await startTracing({ service: 'intake', endpoint: receiver.endpoint, logger: silentLogger });
    });
    afterEach(async () => {
      await tracing.stop();
      await receiver.close();
    });
    const sent = async () => {
      await tracing.stop();
      return receiver.spans();
    };

    it('goes on from intake’s own span, for those events alone whose publisher records it', async () => {
      const [sampled, unsampled] = [messageWith(SAMPLED), messageWith(UNSAMPLED)];
      const carried: (string | undefined)[] = [];
      await traceBatch([sampled, unsampled], async () => {
        carried.push(carriedBy(sampled), carriedBy(unsampled));
      });
      const taken = (await sent()).filter(({ name }) => name === 'take event');
      expect(taken).toMatchObject([{ parentSpanId: 'b7ad6b7169203331', failed: false }]);
      expect(carried).toEqual([`00-${taken[0]?.traceId}-${taken[0]?.spanId}-01`, UNSAMPLED]);
    });

    it('shows on each event of a batch that the batch will come again', async () => {
      const fault = unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer');
      const taking = traceBatch([messageWith(SAMPLED)], () => Promise.reject(fault));
      await expect(taking).rejects.toBe(fault);
      const spans = await sent();
      expect(spans.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([
        ['take event', 'EVENT_STORE.UNAVAILABLE'],
        ['take batch', 'EVENT_STORE.UNAVAILABLE'],
      ]);
    });

    it('names the topic of each event, and of a batch where it is one', async () => {
      const other = 'throughline.events.force-35';
      await traceBatch([messageWith(SAMPLED), messageWith(SAMPLED, other)], async () => undefined);
      await traceBatch([messageWith(SAMPLED, other)], async () => undefined);
      const topics = (name: string) =>
        receiver
          .spans()
          .filter((span) => span.name === name)
          .map(({ attributes }) => attributes['messaging.destination.name']);
      await sent();
      expect(topics('take batch')).toEqual([undefined, other]);
      expect(topics('take event')).toEqual([TOPIC, other, other]);
    });

    it('makes no span of a batch in which nothing is recorded', async () => {
      await traceBatch([messageWith(UNSAMPLED)], async () => undefined);
      expect(await sent()).toEqual([]);
    });
  });
});
