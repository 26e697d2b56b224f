import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noMetrics, silentLogger, unavailable, type Clock } from '#platform';
import type { OidcProvider } from '#access';
import { createEmbeddedOidcProvider } from '#access/embedded';
import { createWorkbench } from '../create-workbench.js';
import type { WorkbenchDeps } from '../deps.js';
import { SIGN_IN_RETURN, SIGNED_OUT } from '../open-workbench.js';
import { Visitor } from './visitor.js';

const CLIENT = { clientId: 'workbench', clientSecret: 'a-secret-of-the-specs-alone' };

/** Without a feed nothing can be put back, and nobody asks. */
const WITHOUT_FEED: WorkbenchDeps['partner'] = {
  dryRun: () => [],
  putBack: () => Promise.reject(unavailable('FEED.UNAVAILABLE', 'There is no feed')),
};

export interface Site {
  readonly baseUrl: string;
  visitor(): Visitor;
  /** `purpose`: for those who read records. */
  signIn(name: string, purpose?: string): Promise<Visitor>;
  close(): Promise<void>;
}

export interface SiteProvider {
  readonly provider: OidcProvider;
  close(): Promise<void>;
}

type SiteDeps = Pick<WorkbenchDeps, 'pool' | 'store' | 'vault' | 'directory'> &
  Partial<
    Pick<WorkbenchDeps, 'feedLag' | 'oldestWaiting' | 'latePartitions' | 'tellsOverKafka' | 'partner'>
  > & {
    readonly clock: Clock;
    /** Where staff sign in, for people who come from `baseUrl`; the demonstration sign-in where absent. */
    readonly openProvider?: (baseUrl: string) => Promise<SiteProvider>;
  };

/** The workbench on a port of its own. */
export async function openSite({ openProvider = demonstration, ...deps }: SiteDeps): Promise<Site> {
  let answer: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const staffSignIn = await openProvider(baseUrl);
  const app = await createWorkbench({
    ...{ feedLag: async () => new Map(), oldestWaiting: async () => undefined },
    latePartitions: async () => new Map(),
    ...{ tellsOverKafka: false, partner: WITHOUT_FEED },
    ...deps,
    oidc: { ...staffSignIn.provider, ...returnsTo(baseUrl) },
    sessionSecret: 'a-session-secret-of-the-specs-alone',
    logger: silentLogger,
    metrics: noMetrics,
    baseUrl,
  });
  answer = app.getHttpAdapter().getInstance() as RequestListener;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await app.close();
    await staffSignIn.close();
  };
  const visitor = () => new Visitor(baseUrl);
  return { baseUrl, visitor, signIn: (name, purpose) => signIn(visitor(), name, purpose), close };
}

const returnsTo = (baseUrl: string) => ({
  redirectUri: `${baseUrl}${SIGN_IN_RETURN}`,
  signedOutUri: `${baseUrl}${SIGNED_OUT}`,
});

async function demonstration(baseUrl: string): Promise<SiteProvider> {
  const { redirectUri, signedOutUri } = returnsTo(baseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'throughline-oidc-'));
  const embedded = await createEmbeddedOidcProvider({
    port: 0,
    clients: [{ ...CLIENT, redirectUris: [redirectUri], signedOutUris: [signedOutUri] }],
    keysFile: join(folder, 'keys.json'),
    stylesheet: '',
  });
  const close = async () => {
    await embedded.close();
    await rm(folder, { recursive: true });
  };
  return { provider: { ...CLIENT, issuer: embedded.issuer }, close };
}

/** Chooses the member of staff at the demonstration sign-in and states the purpose, as a browser would. */
async function signIn(visitor: Visitor, name: string, purpose?: string): Promise<Visitor> {
  const choice = await visitor.get('/sign-in');
  const label = choice.$('label').filter((_index, element) => choice.$(element).text().trim() === name);
  const staff = choice.$(`#${label.attr('for') ?? 'nobody'}`).attr('value') ?? '';
  const question = await visitor.submit(choice, { staff });
  const landed =
    purpose === undefined ? question : await visitor.submit(question, { purpose, reference: 'C-2MX9' });
  if (landed.status !== 200) throw new Error(`Signing in ended with ${landed.status} at ${landed.url}`);
  return visitor;
}
