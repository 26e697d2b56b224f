import { randomBytes } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import pg from 'pg';
import request from 'supertest';
import { createAgencyRegistry, createDemoDirectory, type DemoDirectory } from '#access';
import type { Receipt } from '#journey';
import { createEmbeddedFeed, type EmbeddedFeed } from '#feed';
import { noMetrics, silentLogger, type AgencyId } from '#platform';
import { endPool } from '#feed/testing';
import { createTestDatabase } from '../../../test/support/database.js';
import { createGateway } from '../create-gateway.js';
import type { GatewayDeps } from '../gateway-parts.js';

export const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;
export const POLICE = 'urn:agency:force:35' as AgencyId;

export interface GatewayUnderTest {
  readonly app: NestExpressApplication;
  readonly feed: EmbeddedFeed;
  readonly secrets: DemoDirectory['secrets'];
  /** Read model entries by `<agency> <event id>`. */
  readonly decided: Map<string, Receipt>;
  http(): ReturnType<typeof request>;
  token(agency: AgencyId): Promise<string>;
  /** From here on PostgreSQL takes nothing. */
  breakFeed(): Promise<void>;
  close(): Promise<void>;
}

/** The whole gateway over a real feed; only what stands behind other doors (receipts, catalogue) is given. */
export async function startGateway({
  county,
  ...overrides
}: Partial<GatewayDeps> & {
  /** Shared by gateways that take each other's tokens; one of its own where absent. */
  readonly county?: DemoDirectory;
} = {}): Promise<GatewayUnderTest> {
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pool.on('error', () => undefined);
  const { directory, secrets } = county ?? (await createDemoDirectory());
  const agencies = directory.agencies.map(({ id }) => id);
  const feed = await createEmbeddedFeed({ pool, databaseUrl: database.url, agencies });
  const decided = new Map<string, Receipt>();
  const app = await createGateway({
    feed,
    registry: createAgencyRegistry(directory),
    receipts: { findReceipt: async (agency, id) => decided.get(`${agency} ${id}`) },
    tokenKey: randomBytes(32),
    clock: () => new Date(),
    logger: silentLogger,
    metrics: noMetrics,
    ...overrides,
  });
  const http = () => request(app.getHttpServer());
  const tokens = new Map<AgencyId, Promise<string>>();
  const ask = async (agency: AgencyId): Promise<string> => {
    const { clientId, clientSecret } = secrets[agency] ?? { clientId: '', clientSecret: '' };
    const answer = await http()
      .post('/oauth/token')
      .auth(clientId, clientSecret)
      .type('form')
      .send({ grant_type: 'client_credentials' })
      .expect(200);
    return (answer.body as { access_token: string }).access_token;
  };
  return {
    app,
    feed,
    secrets,
    decided,
    http,
    token(agency) {
      const asked = tokens.get(agency) ?? ask(agency);
      tokens.set(agency, asked);
      return asked;
    },
    breakFeed: () => pool.end(),
    async close() {
      await app.close();
      await feed.close();
      if (!pool.ended) await endPool(pool);
      await database.drop();
    },
  };
}

export const anEvent = (id: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  specversion: '1.0',
  id,
  source: HOSPITALS,
  type: 'health.was-not-brought.v1',
  subject: 'local-1',
  time: '2026-11-20T10:00:00Z',
  data: {},
  ...more,
});
