import {
  handlerOf,
  lagOfIntake,
  openDatabase,
  openEventStore,
  openFeed,
  openedOnce,
  openVault,
  runService,
  watchEngines,
  watchViews,
} from '#runtime';
import { invalid } from '#platform';
import { openPartner } from '../admin/partner/open-partner.js';
import { openWorkbench } from './open-workbench.js';

await runService({
  name: 'workbench',
  does: 'what people see; several may run at once, because sessions are kept in PostgreSQL.',
  needs: [
    'DATABASE_URL',
    'EVENTSTORE_URL',
    'AGENCIES_FILE',
    'PUBLIC_URL',
    'OIDC_ISSUER',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
  ],
  async open(service) {
    const pool = await openDatabase(service);
    const vault = await openVault(service, pool);
    const store = openEventStore(service);
    watchEngines(service.checks, { pool, store });
    watchViews(service.checks, pool);
    const { oidc: provider } = service.settings;
    if (!provider) throw invalid('CONFIG.INVALID', 'OIDC_ISSUER must be given');
    const feed = openedOnce(() => openFeed(service, pool));
    const lag = lagOfIntake(feed);
    const partner = openPartner({ ...service, pool, store, feed });
    const stores = { pool, vault, store };
    return handlerOf(await openWorkbench({ ...service, stores, provider, lag, partner }));
  },
});
