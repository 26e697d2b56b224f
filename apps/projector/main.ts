import { openDatabase, openEventStore, openVault, runService, watchEngines } from '#runtime';
import { openProjector } from './open-projector.js';

await runService({
  name: 'projector',
  does: 'folds events into the views; of several, one at a time runs each view and another takes over from it.',
  needs: ['DATABASE_URL', 'EVENTSTORE_URL', 'AGENCIES_FILE'],
  async open(service) {
    const pool = await openDatabase(service);
    const vault = await openVault(service, pool);
    const store = openEventStore(service);
    watchEngines(service.checks, { pool, store });
    await openProjector({ ...service, stores: { pool, vault, store } });
    return undefined;
  },
});
