import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import type { OidcProvider } from '#access';
import { secretFile, type IntakeLag, type PartContext, type Stores } from '#runtime';
import { createWorkbench } from './create-workbench.js';
import type { WorkbenchDeps } from './deps.js';

/** Where the provider may send people back to. */
export const SIGN_IN_RETURN = '/sign-in/return';
export const SIGNED_OUT = '/signed-out';
export const SESSION_SECRET = 'session.secret';

export interface WorkbenchOpening extends Pick<
  PartContext,
  'settings' | 'directory' | 'clock' | 'logger' | 'metrics' | 'shutdown'
> {
  readonly stores: Omit<Stores, 'feed'>;
  readonly lag: IntakeLag;
  readonly partner: WorkbenchDeps['partner'];
  readonly provider: OidcProvider;
  readonly baseUrl: string;
  /** Folder of keys and secrets. */
  readonly keysDir: string;
}

/** The screens over these stores, closed again by the shutdown. */
export async function openWorkbench(opening: WorkbenchOpening): Promise<INestApplication> {
  const { stores, settings, directory, provider, baseUrl, keysDir, clock, logger, metrics } = opening;
  const { lag, shutdown } = opening;
  const workbench = await createWorkbench({
    ...{ ...stores, directory, baseUrl, clock, logger, metrics },
    ...{ feedLag: lag.events, oldestWaiting: lag.oldest, latePartitions: lag.late },
    partner: opening.partner,
    tellsOverKafka: settings.kafka !== undefined,
    ...(settings.trustedProxies && { trustedProxies: settings.trustedProxies }),
    oidc: {
      ...provider,
      redirectUri: `${baseUrl}${SIGN_IN_RETURN}`,
      signedOutUri: `${baseUrl}${SIGNED_OUT}`,
    },
    sessionSecret: await secretFile(join(keysDir, SESSION_SECRET)),
  });
  shutdown.add('workbench', () => workbench.close());
  return workbench;
}
