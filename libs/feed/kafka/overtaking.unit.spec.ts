import type { Admin } from 'kafkajs';
import type { AgencyId } from '#platform';
import { Overtaking } from './overtaking.js';

const TOPIC = 'throughline.events.ods-G7H8J';
const topics = { agencyOf: new Map([[TOPIC, 'urn:agency:ods:G7H8J' as AgencyId]]), partitionsOf: new Map() };
const places = [{ topic: TOPIC, partition: 0 }];

describe('A member that watches what its topics let go of', () => {
  it('says once that its broker cannot be asked, as where it may not, and once more if that comes again', async () => {
    let mayAsk = false;
    const answer = async <T>(given: T): Promise<T> => {
      if (mayAsk) return given;
      throw new Error('Not authorised');
    };
    const admin = {
      fetchOffsets: () => answer([{ topic: TOPIC, partitions: [{ partition: 0, offset: '3' }] }]),
      fetchTopicOffsets: () => answer([{ partition: 0, low: '0', high: '3', offset: '3' }]),
    } as unknown as Admin;
    const [said, told]: [unknown[], unknown[]] = [[], []];
    const overtaking = new Overtaking({
      ...{ admin, topics, groupId: 'throughline-intake' },
      tell: (overtaken) => told.push(overtaken),
      unwatched: (error) => said.push(error),
    });
    const look = () => overtaking.begin(places, async () => undefined).catch(() => undefined);
    try {
      for (let times = 0; times < 3; times += 1) await look();
      expect(said).toEqual([new Error('Not authorised')]);
      mayAsk = true;
      await look();
      mayAsk = false;
      await look();
      expect(said).toHaveLength(2);
      expect(told).toEqual([]);
    } finally {
      overtaking.stop();
    }
  });
});
