import { handlerOf, openDatabase, openFeed, runService } from '#runtime';
import { openGateway } from './open-gateway.js';

await runService({
  name: 'gateway',
  does: 'takes CloudEvents of partner systems, answers with receipts and contracts.',
  needs: ['DATABASE_URL', 'AGENCIES_FILE'],
  async open(service) {
    const pool = await openDatabase(service);
    const feed = await openFeed(service, pool);
    const { checks } = service;
    checks.register('database', async () => void (await pool.query('SELECT 1')));
    checks.register('feed', () => feed.check());
    return handlerOf(await openGateway({ ...service, pool, feed }));
  },
});
