import { silentLogger } from '../logging/logger.js';
import { createShutdown } from './shutdown.js';

describe('Shutdown', () => {
  it('stops what started last first, and once only', async () => {
    const stopped: string[] = [];
    const shutdown = createShutdown({ logger: silentLogger });
    for (const part of ['postgres', 'intake', 'screens'])
      shutdown.add(part, async () => void stopped.push(part));
    await Promise.all([shutdown.run(), shutdown.run()]);
    expect(stopped).toEqual(['screens', 'intake', 'postgres']);
  });

  it('goes on when a part fails or hangs', async () => {
    const stopped: string[] = [];
    const shutdown = createShutdown({ logger: silentLogger, limitMs: 20 });
    shutdown.add('postgres', async () => void stopped.push('postgres'));
    shutdown.add('hanging', () => new Promise<void>(() => undefined));
    shutdown.add('failing', () => Promise.reject(new Error('no')));
    await shutdown.run();
    expect(stopped).toEqual(['postgres']);
  });
});
