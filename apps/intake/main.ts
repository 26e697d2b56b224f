import { openStores, runService, watchEngines } from '#runtime';
import { openIntake } from './open-intake.js';

await runService({
  name: 'intake',
  does: 'gives every source event exactly one outcome; several may run at once.',
  needs: ['DATABASE_URL', 'EVENTSTORE_URL', 'AGENCIES_FILE'],
  async open(service) {
    const stores = await openStores(service);
    watchEngines(service.checks, stores);
    await openIntake({ ...service, stores });
    return undefined;
  },
});
