import type { FeedBatch, FeedMessage } from '#feed';
import { isThroughlineError, unavailable, type AgencyId } from '#platform';
import { Gathering } from './gathering.js';

const message = (partition: number, offset: number): FeedMessage => ({
  ...{ topic: 'throughline.events.ods-RZZ', agency: 'urn:agency:ods:RZZ' as AgencyId, key: 'k' },
  ...{ headers: {}, value: Buffer.alloc(0), partition, offset: BigInt(offset), appendedAt: new Date(0) },
});
const batchOf = (partition: number, count = 2): FeedBatch => ({
  messages: Array.from({ length: count }, (_, offset) => message(partition, offset)),
});
const halted = () => unavailable('INTAKE.DEFECTS_IN_A_ROW', 'The feed of this agency waits');

describe('Batches of several partitions', () => {
  const sizes: number[] = [];
  const failing = new Map<number, Error>();
  const gathering = (most = 500) =>
    new Gathering(
      async ({ messages }) => {
        sizes.push(messages.length);
        for (const { partition } of messages) {
          const failure = failing.get(partition);
          if (failure) throw failure;
        }
      },
      { most, atOnce: 2, isOfOne: (error) => isThroughlineError(error, 'INTAKE.DEFECTS_IN_A_ROW') },
    );
  const outcomes = async (taken: readonly Promise<void>[]) =>
    (await Promise.allSettled(taken)).map(({ status }) => status);

  beforeEach(() => {
    sizes.splice(0);
    failing.clear();
  });

  it('are taken together', async () => {
    const gathered = gathering();
    expect(await outcomes([1, 2, 3].map((each) => gathered.take(batchOf(each))))).toEqual(
      Array(3).fill('fulfilled'),
    );
    expect(sizes).toEqual([6]);
  });

  it('are not taken together beyond a bound, but a larger one is taken alone', async () => {
    const gathered = gathering(4);
    await Promise.all([1, 2, 3].map((each) => gathered.take(batchOf(each))));
    await gathered.take(batchOf(4, 9));
    expect(sizes).toEqual([4, 2, 9]);
  });

  it('are taken each alone where one partition stands still, so that it holds up no other', async () => {
    failing.set(2, halted());
    const gathered = gathering();
    expect(await outcomes([1, 2, 3].map((each) => gathered.take(batchOf(each))))).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('all come again where an engine is away', async () => {
    failing.set(2, unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer'));
    const gathered = gathering();
    expect(await outcomes([1, 2].map((each) => gathered.take(batchOf(each))))).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(sizes).toEqual([4]);
  });
});
