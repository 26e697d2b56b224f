import { COMMUNITY_HEALTH, EARLY_HELP } from '../../../apps/intake/testing/events.js';
import { replayContract } from '../../../apps/admin/testing/replay.contract.js';
import { kafkaForSpec } from './local-kafka.js';
import { scratchFeed, settingsFor } from './scratch-topics.js';

const kafka = kafkaForSpec();

replayContract('Apache Kafka', async () => {
  const scratch = await scratchFeed(settingsFor(kafka.now().brokers), [COMMUNITY_HEALTH, EARLY_HELP]);
  const feed = await scratch.open();
  return {
    feed,
    async close() {
      await feed.close();
      await scratch.dispose();
    },
  };
});
