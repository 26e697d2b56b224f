import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { silentLogger } from '#platform';
import { createDemoDirectory, type AgencyDirectory } from '#access';
import { createEmbeddedOidcProvider } from '#access/embedded';
import type { SourceEvent } from '#contracts';
import { createPool, migrateReadStore, runProjection, waitForProjection } from '#read-store';
import { NOW, startIntakeEngines, type IntakeUnderTest } from '../../intake/testing/intake-harness.js';
import { projectionsOf } from '../../projector/projections.js';
import { createWorkbench } from '../create-workbench.js';
import { gateStore, type StoreGate } from './gated-store.js';
import { Visitor } from './visitor.js';

const CLIENT = { clientId: 'workbench', clientSecret: 'a-secret-of-the-specs-alone' };

/** The workbench over every real engine: what agencies publish goes through intake and projections before it is seen. */
export interface WorkbenchWorld {
  readonly engines: IntakeUnderTest;
  readonly pool: Pool;
  readonly directory: AgencyDirectory;
  readonly gate: StoreGate;
  /** Publishes and waits until the views show it. */
  tell(...events: readonly SourceEvent[]): Promise<void>;
  /** Waits until every view is level with the event store. */
  level(): Promise<void>;
  visitor(): Visitor;
  signIn(name: string, purpose: string): Promise<Visitor>;
  close(): Promise<void>;
}

export async function openWorkbenchWorld(): Promise<WorkbenchWorld> {
  const engines = await startIntakeEngines();
  const { store, vault, databaseUrl } = engines;
  const pool = createPool(databaseUrl);
  await migrateReadStore(pool);
  await engines.startIntake();
  const projections = projectionsOf(vault);
  const runs = projections.map((projection) => runProjection({ projection, store, pool, idleCheckMs: 50 }));
  const { directory } = await createDemoDirectory();
  const gated = gateStore(store);
  const site = await openSite({ pool, store: gated.store, vault, directory });
  const level = async () => {
    const head = await store.headPosition();
    if (head === undefined) return;
    await Promise.all(projections.map(({ name }) => waitForProjection(pool, name, head)));
  };
  return {
    ...{ engines, pool, directory, level, gate: gated.gate },
    async tell(...events) {
      await engines.publish(...events);
      await engines.settled();
      await level();
    },
    visitor: () => new Visitor(site.baseUrl),
    signIn: (name, purpose) => signIn(new Visitor(site.baseUrl), name, purpose),
    async close() {
      await site.close();
      await Promise.all(runs.map((run) => run.stop()));
      await pool.end();
      await engines.close();
    },
  };
}

type SiteDeps = Pick<Parameters<typeof createWorkbench>[0], 'pool' | 'store' | 'vault' | 'directory'>;

async function openSite(deps: SiteDeps) {
  let answer: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const redirectUri = `${baseUrl}/sign-in/return`;
  const folder = await mkdtemp(join(tmpdir(), 'throughline-oidc-'));
  const provider = await createEmbeddedOidcProvider({
    port: 0,
    clients: [{ ...CLIENT, redirectUris: [redirectUri] }],
    keysFile: join(folder, 'keys.json'),
    stylesheet: '',
  });
  const app = await createWorkbench({
    ...deps,
    oidc: { ...CLIENT, issuer: provider.issuer, redirectUri },
    sessionSecret: 'a-session-secret-of-the-specs-alone',
    clock: () => NOW,
    logger: silentLogger,
    baseUrl,
  });
  answer = app.getHttpAdapter().getInstance() as RequestListener;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await app.close();
    await provider.close();
    await rm(folder, { recursive: true });
  };
  return { baseUrl, close };
}

/** Chooses the member of staff at the demonstration sign-in and states the purpose, as a browser would. */
async function signIn(visitor: Visitor, name: string, purpose: string): Promise<Visitor> {
  const choice = await visitor.get('/sign-in');
  const label = choice.$('label').filter((_index, element) => choice.$(element).text().trim() === name);
  const staff = choice.$(`#${label.attr('for') ?? 'nobody'}`).attr('value') ?? '';
  const question = await visitor.submit(choice, { staff });
  const landed = await visitor.submit(question, { purpose, reference: 'C-2MX9' });
  if (landed.status !== 200) throw new Error(`Signing in ended with ${landed.status} at ${landed.url}`);
  return visitor;
}
