import { join } from 'node:path';
import type { RequestListener } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createAgencyRegistry } from '#access';
import { createReceiptsReader } from '#journey';
import { createGateway } from '../../gateway/create-gateway.js';
import { createWorkbench } from '../../workbench/create-workbench.js';
import { compileStylesheet } from '../../workbench/frame/stylesheet.js';
import { openSignIn } from '../engines/sign-in.js';
import { secretFile } from '../files/secret-file.js';
import type { Rooms } from '../http/front-door.js';
import { createOperations } from '../http/operations.js';
import type { Shared } from './shared.js';

interface Place {
  readonly baseUrl: string;
  readonly hubPort: number;
  /** Folder of keys and secrets. */
  readonly keys: string;
}

export interface OpenedRooms {
  readonly handlers: Rooms;
  readonly demoSignIn: boolean;
}

/** What answers at the front door: partner systems, people, and whoever watches the hub. */
export async function openRooms(shared: Shared, place: Place): Promise<OpenedRooms> {
  const signIn = await openSignIn({ ...shared, ...place, stylesheet: compileStylesheet });
  const opened = {
    operations: await createOperations(shared),
    gateway: await openGateway(shared, place),
    workbench: await createWorkbench({
      ...shared,
      ...shared.stores,
      oidc: signIn.oidc,
      sessionSecret: await secretFile(join(place.keys, 'session.secret')),
      baseUrl: place.baseUrl,
    }),
  };
  for (const [name, app] of Object.entries(opened)) shared.shutdown.add(name, () => app.close());
  const { operations, gateway, workbench } = opened;
  return {
    handlers: {
      operations: handlerOf(operations),
      gateway: handlerOf(gateway),
      workbench: handlerOf(workbench),
    },
    demoSignIn: signIn.demonstration,
  };
}

async function openGateway(shared: Shared, { keys }: Place): Promise<NestExpressApplication> {
  const receipts = createReceiptsReader(shared.stores.pool);
  return createGateway({
    feed: shared.stores.feed,
    registry: createAgencyRegistry(shared.directory),
    receipts: { findReceipt: (agency, id) => receipts.find(agency, id) },
    tokenKey: Buffer.from(await secretFile(join(keys, 'token.secret')), 'hex'),
    clock: shared.clock,
    logger: shared.logger,
    metrics: shared.metrics,
  });
}

const handlerOf = (app: INestApplication): RequestListener =>
  app.getHttpAdapter().getInstance() as RequestListener;
