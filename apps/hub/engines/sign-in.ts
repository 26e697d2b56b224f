import { join } from 'node:path';
import type { OidcSettings } from '#access';
import {
  createEmbeddedOidcProvider,
  type EmbeddedOidcOptions,
  type EmbeddedOidcProvider,
} from '#access/embedded';
import type { Shutdown } from '#platform';
import type { Settings } from '#platform/config';
import { secretFile } from '#runtime';
import { SIGN_IN_RETURN } from '../../workbench/open-workbench.js';

export interface SignInSettings {
  readonly provider: Omit<OidcSettings, 'redirectUri'>;
  /** True where the demonstration staff may sign in. */
  readonly demonstration: boolean;
}

const CLIENT = 'throughline-workbench';

/** The provider that the settings name, or the embedded one with the demonstration staff. */
export async function openSignIn(options: {
  readonly settings: Settings;
  readonly baseUrl: string;
  readonly hubPort: number;
  readonly keysDir: string;
  readonly stylesheet: () => Promise<string>;
  readonly shutdown: Shutdown;
}): Promise<SignInSettings> {
  const redirectUri = `${options.baseUrl}${SIGN_IN_RETURN}`;
  if (options.settings.oidc) return { provider: options.settings.oidc, demonstration: false };
  const clientSecret = await secretFile(join(options.keysDir, 'sign-in-client.secret'));
  const provider = await startProvider(options.hubPort, {
    clients: [{ clientId: CLIENT, clientSecret, redirectUris: [redirectUri] }],
    keysFile: join(options.keysDir, 'sign-in.json'),
    stylesheet: await options.stylesheet(),
  });
  options.shutdown.add('sign-in', () => provider.close());
  return {
    provider: { issuer: provider.issuer, clientId: CLIENT, clientSecret },
    demonstration: true,
  };
}

/** On the port after the hub's where it is free, so that its address stays the same from start to start. */
async function startProvider(
  hubPort: number,
  options: Omit<EmbeddedOidcOptions, 'port'>,
): Promise<EmbeddedOidcProvider> {
  try {
    return await createEmbeddedOidcProvider({ ...options, port: hubPort + 1 });
  } catch (error) {
    if (!['EADDRINUSE', 'ERR_SOCKET_BAD_PORT'].includes((error as { code?: string }).code ?? '')) throw error;
    return createEmbeddedOidcProvider({ ...options, port: 0 });
  }
}
