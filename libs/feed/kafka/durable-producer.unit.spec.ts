import type { Kafka, ProducerConfig } from 'kafkajs';
import { DurableProducer } from './durable-producer.js';

describe('What the hub sends with', () => {
  it('makes no topic by naming it, waits for one answer at a time and is known by its sequence', async () => {
    const asked: ProducerConfig[] = [];
    const producer = (choices: ProducerConfig) => {
      asked.push(choices);
      return {
        connect: async () => undefined,
        disconnect: async () => undefined,
        sendBatch: async () => [],
      };
    };
    await new DurableProducer({ producer } as unknown as Kafka).send([]);
    expect(asked).toMatchObject([
      { allowAutoTopicCreation: false, maxInFlightRequests: 1, idempotent: true },
    ]);
  });
});
