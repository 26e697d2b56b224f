import type { Admin } from 'kafkajs';
import type { AgencyId } from '#platform';
import type { FeedPosition, Overtaken } from '../ports.js';
import { KeptPlaces } from './kept-places.js';
import { Overtaking } from './overtaking.js';

const TOPIC = 'throughline.events.ods-G7H8J';
const topics = {
  agencyOf: new Map([[TOPIC, 'urn:agency:ods:G7H8J' as AgencyId]]),
  partitionsOf: new Map(),
  leftBy: new Map(),
};
const places = [{ topic: TOPIC, partition: 0 }];

interface Broker {
  readonly low: string;
  readonly committed: string;
}

function watching(broker: Broker, kept = new KeptPlaces(undefined)) {
  const state = { mayAsk: true };
  const answer = async <T>(given: T): Promise<T> => {
    if (state.mayAsk) return given;
    throw new Error('Not authorised');
  };
  const admin = {
    fetchOffsets: () => answer([{ topic: TOPIC, partitions: [{ partition: 0, offset: broker.committed }] }]),
    fetchTopicOffsets: () => answer([{ partition: 0, low: broker.low, high: '9', offset: '9' }]),
  } as unknown as Admin;
  const [said, told]: [unknown[], Overtaken[]] = [[], []];
  const overtaking = new Overtaking({
    ...{ admin, topics, kept, groupId: 'throughline-intake' },
    tell: (overtaken) => told.push(overtaken),
    unwatched: (error) => said.push(error),
  });
  open.push(overtaking);
  const share = { commit: async () => undefined, seek: () => undefined };
  const begin = () => overtaking.begin(places, share).catch(() => undefined);
  return { state, said, told, overtaking, begin };
}

const open: Overtaking[] = [];

afterEach(() => {
  for (const each of open.splice(0)) each.stop();
});

describe('A member that watches what its topics let go of', () => {
  it('says once that its broker cannot be asked, as where it may not, and once more if that comes again', async () => {
    const { state, said, told, begin } = watching({ low: '0', committed: '3' });
    state.mayAsk = false;
    for (let times = 0; times < 3; times += 1) await begin();
    expect(said).toEqual([new Error('Not authorised')]);
    state.mayAsk = true;
    await begin();
    state.mayAsk = false;
    await begin();
    expect(said).toHaveLength(2);
    expect(told).toEqual([]);
  });

  it('asks again before the first batch where it could not when its share began', async () => {
    const { state, told, overtaking, begin } = watching({ low: '7', committed: '3' });
    state.mayAsk = false;
    await begin();
    await overtaking.before({ topic: TOPIC, partition: 0, offset: 7n });
    expect(told).toEqual([]);
    state.mayAsk = true;
    await overtaking.before({ topic: TOPIC, partition: 0, offset: 7n });
    expect(told).toMatchObject([{ from: 3n, to: 7n }]);
  });

  it('says so where it cannot be kept how far it is, keeps it once it can, and works on meanwhile', async () => {
    let isThere = false;
    const stored: FeedPosition[] = [];
    const kept = new KeptPlaces({
      find: async () => [],
      async put(next) {
        if (!isThere) throw new Error('No database');
        stored.push(...next);
      },
    });
    const { said, overtaking, begin } = watching({ low: '0', committed: '3' }, kept);
    await begin();
    expect(said).toEqual([new Error('No database')]);
    overtaking.passed({ topic: TOPIC, partition: 0, offset: 5n });
    isThere = true;
    await kept.whole().catch(() => undefined);
    await kept.whole();
    expect(stored).toEqual([{ topic: TOPIC, partition: 0, offset: 5n }]);
  });
});
