import { join } from 'node:path';
import type { OidcProvider } from '#access';
import {
  createEmbeddedOidcProvider,
  type EmbeddedOidcOptions,
  type EmbeddedOidcProvider,
} from '#access/embedded';
import type { Shutdown } from '#platform';
import type { Settings } from '#platform/config';
import { secretFile } from '#runtime';
import { SIGN_IN_RETURN, SIGNED_OUT } from '../../workbench/open-workbench.js';

export interface SignInSettings {
  readonly provider: OidcProvider;
  /** True where the demonstration staff may sign in. */
  readonly demonstration: boolean;
}

const CLIENT = 'throughline-workbench';

/** The provider that the settings name, or the embedded one with the demonstration staff. */
export async function openSignIn(options: {
  readonly settings: Settings;
  /** Addresses of the workbench that people may come back to. */
  readonly baseUrls: readonly string[];
  /** Wished for, so that the address stays the same from start to start; another where it is taken. */
  readonly port: number;
  readonly keysDir: string;
  readonly stylesheet: () => Promise<string>;
  readonly shutdown: Shutdown;
}): Promise<SignInSettings> {
  if (options.settings.oidc) return { provider: options.settings.oidc, demonstration: false };
  const clientSecret = await secretFile(join(options.keysDir, 'sign-in-client.secret'));
  const redirectUris = options.baseUrls.map((baseUrl) => `${baseUrl}${SIGN_IN_RETURN}`);
  const signedOutUris = options.baseUrls.map((baseUrl) => `${baseUrl}${SIGNED_OUT}`);
  const provider = await startProvider(options.port, {
    clients: [{ clientId: CLIENT, clientSecret, redirectUris, signedOutUris }],
    keysFile: join(options.keysDir, 'sign-in.json'),
    stylesheet: await options.stylesheet(),
  });
  options.shutdown.add('sign-in', () => provider.close());
  return {
    provider: { issuer: provider.issuer, clientId: CLIENT, clientSecret },
    demonstration: true,
  };
}

async function startProvider(
  port: number,
  options: Omit<EmbeddedOidcOptions, 'port'>,
): Promise<EmbeddedOidcProvider> {
  try {
    return await createEmbeddedOidcProvider({ ...options, port });
  } catch (error) {
    if (!['EADDRINUSE', 'ERR_SOCKET_BAD_PORT'].includes((error as { code?: string }).code ?? '')) throw error;
    return createEmbeddedOidcProvider({ ...options, port: 0 });
  }
}
