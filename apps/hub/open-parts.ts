import {
  createOperations,
  handlerOf,
  lagOfIntake,
  watchEngines,
  watchViews,
  type PartContext,
  type Stores,
} from '#runtime';
import { openPartner } from '../admin/partner/open-partner.js';
import { openGateway } from '../gateway/open-gateway.js';
import { openIntake } from '../intake/open-intake.js';
import { openProjector } from '../projector/open-projector.js';
import type { RunningProjector } from '../projector/projector.js';
import { compileStylesheet } from '../workbench/frame/stylesheet.js';
import { openWorkbench } from '../workbench/open-workbench.js';
import type { LoadWatch } from './demo/load-county.js';
import { createWatch } from './demo/watch.js';
import { openSignIn } from './engines/sign-in.js';
import type { Rooms } from './http/rooms.js';

export interface Opening extends PartContext {
  readonly databaseUrl: string;
  readonly stores: Stores;
  readonly baseUrl: string;
  /** Wished for by the embedded sign-in. */
  readonly signInPort: number;
  readonly keysDir: string;
}

export interface OpenedParts {
  readonly rooms: Rooms;
  readonly watch: LoadWatch;
  readonly demoSignIn: boolean;
}

/** Events: intake shares its one thread with the pages, which a whole batch would keep waiting 80 ms and more. */
const IN_ONE_TURN = 32;

/** Projections first, because intake asks them what to decide again; then what answers at the front door. */
export async function openParts(opening: Opening): Promise<OpenedParts> {
  const { stores, checks, shutdown } = opening;
  watchEngines(checks, stores);
  watchViews(checks, stores.pool);
  const projector = await openProjector(opening);
  const intake = await openIntake({ ...opening, inOneTurn: IN_ONE_TURN });
  const signIn = await openSignIn({
    ...{ ...opening, stylesheet: compileStylesheet },
    ...{ baseUrls: [opening.baseUrl], port: opening.signInPort },
  });
  const operations = await createOperations(opening);
  shutdown.add('operations', () => operations.close());
  const gateway = await openGateway({ ...opening, ...stores });
  const lag = lagOfIntake(async () => stores.feed);
  const partner = openPartner({ ...opening, ...stores, feed: async () => stores.feed });
  const workbench = await openWorkbench({ ...opening, ...signIn, lag, partner });
  return {
    rooms: {
      operations: handlerOf(operations),
      gateway: handlerOf(gateway),
      workbench: handlerOf(workbench),
    },
    watch: createWatch(stores, intake, { stoppedViews: () => stoppedOf(projector) }),
    demoSignIn: signIn.demonstration,
  };
}

const stoppedOf = (projector: RunningProjector): readonly string[] =>
  projector
    .statuses()
    .filter(({ state }) => state === 'stopped')
    .map(({ name }) => name);
