import type { Logger } from '#platform';
import { kafkaClient } from './client.js';

describe('What the client of Kafka logs', () => {
  function logOf(say: (logger: ReturnType<ReturnType<typeof kafkaClient>['logger']>) => void) {
    const lines: string[] = [];
    const line = (message: string) => void lines.push(message);
    const logger: Logger = { debug: line, info: line, warn: line, error: line, of: () => logger };
    say(kafkaClient({ brokers: ['127.0.0.1:1'], clientId: 'spec', logger }).logger());
    return lines;
  }

  it('tells what a broker answered when it refused', () => {
    const lines = logOf((logger) =>
      logger.error('Response GroupCoordinator(key: 10, version: 2)', {
        error: 'The group coordinator is not available',
        correlationId: 4,
      }),
    );
    expect(lines).toEqual([
      'Response GroupCoordinator(key: 10, version: 2): The group coordinator is not available',
    ]);
  });

  it('holds back every other field, which may name addresses and keys', () => {
    const lines = logOf((logger) =>
      logger.error('Connection error: unreachable', {
        broker: 'broker.example:9092',
        error: 'key-of-a-child',
      }),
    );
    expect(lines).toEqual(['Connection error: unreachable']);
  });

  it('says nothing of tries that are limited on purpose', () => {
    const limited = 'Limiting retries for the idempotent producer may invalidate EoS guarantees';
    expect(logOf((logger) => logger.warn(limited))).toEqual([]);
  });
});
