import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Pool } from 'pg';
import { createAgencyRegistry } from '#access';
import type { Feed } from '#feed';
import { createReceiptsReader } from '#journey';
import { secretFile, type PartContext } from '#runtime';
import { createGateway } from './create-gateway.js';

export const TOKEN_SECRET = 'token.secret';

export interface GatewayOpening extends Pick<
  PartContext,
  'settings' | 'directory' | 'clock' | 'logger' | 'metrics' | 'shutdown'
> {
  readonly pool: Pool;
  readonly feed: Feed;
  /** Folder of keys and secrets. */
  readonly keysDir: string;
}

/** The edge for partner systems over these stores, closed again by the shutdown. */
export async function openGateway(opening: GatewayOpening): Promise<NestExpressApplication> {
  const { pool, feed, settings, directory, keysDir, clock, logger, metrics, shutdown } = opening;
  const proxies = settings.trustedProxies;
  const receipts = createReceiptsReader(pool);
  const gateway = await createGateway({
    ...{ feed, clock, logger, metrics, ...(proxies && { trustedProxies: proxies }) },
    registry: createAgencyRegistry(directory),
    receipts: { findReceipt: (agency, id) => receipts.find(agency, id) },
    tokenKey: Buffer.from(await secretFile(join(keysDir, TOKEN_SECRET)), 'hex'),
  });
  shutdown.add('gateway', () => gateway.close());
  return gateway;
}
