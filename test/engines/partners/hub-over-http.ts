import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createReceiptsReader, receiptsProjection } from '#journey';
import type { AgencyId } from '#platform';
import { createPool } from '#read-store';
import { endPool } from '#feed/testing';
import { startGateway } from '../../../apps/gateway/testing/gateway-harness.js';
import { startIntakeEngines, type IntakeUnderTest } from '../../../apps/intake/testing/intake-harness.js';
import { startProjector } from '../../../apps/projector/projector.js';

export interface HubOverHttp {
  readonly url: string;
  readonly engines: IntakeUnderTest;
  credentials(agency: AgencyId): Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** What stands behind `POST /v1/events` and the receipts, listening on loopback. */
export async function openHubOverHttp(): Promise<HubOverHttp> {
  const engines = await startIntakeEngines();
  const { feed, store, vault, databaseUrl } = engines;
  const pool = createPool(databaseUrl);
  const projector = await startProjector({ store, pool, vault, projections: [receiptsProjection] });
  const reader = createReceiptsReader(pool);
  const receipts = { findReceipt: (agency: AgencyId, id: string) => reader.find(agency, id) };
  const gateway = await startGateway({ feed, receipts });
  await engines.startIntake();
  const server = gateway.app.getHttpServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    engines,
    credentials: (agency) => ({
      THROUGHLINE_CLIENT_ID: gateway.secrets[agency]?.clientId ?? '',
      THROUGHLINE_CLIENT_SECRET: gateway.secrets[agency]?.clientSecret ?? '',
    }),
    async close() {
      await gateway.close();
      await projector.stop();
      await endPool(pool);
      await engines.close();
    },
  };
}
