import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import { createAgencyRegistry, createDemoDirectory } from '#access';
import type { SourceEvent } from '#contracts';
import { createReceiptsReader } from '#journey';
import { noMetrics, silentLogger, type AgencyId } from '#platform';
import { createGateway } from '../../../apps/gateway/create-gateway.js';
import { NOW } from '../../../apps/intake/testing/intake-harness.js';
import type { Visitor } from '../../../apps/workbench/testing/visitor.js';
import { openWorkbenchWorld } from '../../../apps/workbench/testing/workbench-world.js';
import { countedPool } from './counted-pool.js';
import { headersOf } from './headers.js';
import type { History } from './history.js';

/** A whole hub over real engines, with somebody signed in for each team and every agency's token. */
export interface World {
  tell(events: readonly SourceEvent[]): Promise<void>;
  viewer(team: History['viewer']): Visitor;
  /** May authorise what the front door asks for, and reviews what it opens. */
  readonly manager: Visitor;
  readonly governance: Visitor;
  /** Of the clinic's restricted records. */
  readonly custodian: Visitor;
  /** The owner of the hospital's system. */
  readonly publisher: Visitor;
  /** Status, headers and body of the API's answer to that agency. */
  ask(agency: AgencyId, path: string): Promise<string>;
  /** How many statements the pages have sent to the read store. */
  readonly statements: () => number;
  /** Sets the clock of the pages. */
  at(time: Date): void;
  /** Waits until the views show what was done on a page. */
  level(): Promise<void>;
  /** The emergency view that was opened last. */
  lastGlass(): Promise<string>;
  close(): Promise<void>;
}

export async function openWorld(readThrough: (pool: Pool) => Pool): Promise<World> {
  let statements = 0;
  const counting = (pool: Pool) => countedPool(pool, () => (statements += 1));
  const hub = await openWorkbenchWorld({ readThrough: (pool) => readThrough(counting(pool)) });
  const api = await openApi(hub);
  const [manager, governance, custodian, publisher] = [
    await hub.signIn('Grace Okafor', 'SCREENING'),
    await hub.signIn('Imran Cole', 'IG_AUDIT'),
    await hub.signIn('Nadia Frost'),
    await hub.signIn('Nadia Osei'),
  ];
  const viewers = {
    'front door': await hub.signIn('Asha Rahman', 'SCREENING'),
    'family help': await hub.signIn('Tom Birch', 'TAF'),
  };
  return {
    async tell(events) {
      if (events.length === 0) return;
      for (const together of byAgency(events)) {
        await hub.engines.publish(...together);
        await hub.engines.settled();
      }
      await hub.level();
    },
    viewer: (team) => viewers[team],
    ...{ manager, governance, custodian, publisher, ask: api.ask },
    statements: () => statements,
    at: (time) => hub.at(time),
    level: () => hub.level(),
    async lastGlass() {
      const opened = (await hub.engines.events('glass-')).findLast(({ type }) => type === 'GlassBroken');
      return (opened?.data as { readonly glass: string } | undefined)?.glass ?? '';
    },
    async close() {
      await api.close();
      await hub.close();
    },
  };
}

type Hub = Awaited<ReturnType<typeof openWorkbenchWorld>>;

async function openApi({ engines, pool }: Hub): Promise<Pick<World, 'ask' | 'close'>> {
  const { directory, secrets } = await createDemoDirectory();
  const receipts = createReceiptsReader(pool);
  const gateway = await createGateway({
    feed: engines.feed,
    registry: createAgencyRegistry(directory),
    receipts: { findReceipt: (agency, id) => receipts.find(agency, id) },
    ...{ tokenKey: randomBytes(32), clock: () => NOW, logger: silentLogger, metrics: noMetrics },
  });
  await gateway.listen(0, '127.0.0.1');
  const base = `http://127.0.0.1:${(gateway.getHttpServer().address() as AddressInfo).port}`;
  const tokens = new Map<AgencyId, Promise<string>>();
  const tokenOf = async (agency: AgencyId): Promise<string> => {
    const { clientId = '', clientSecret = '' } = secrets[agency] ?? {};
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const answer = await fetch(`${base}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  return {
    async ask(agency, path) {
      const token = tokens.get(agency) ?? tokenOf(agency);
      tokens.set(agency, token);
      const headers = { authorization: `Bearer ${await token}` };
      const answer = await fetch(`${base}${path}`, { headers });
      return `${answer.status}\n${headersOf(answer.headers)}\n${await answer.text()}`;
    },
    close: () => gateway.close(),
  };
}

/** Runs of one agency: between agencies the feed keeps no order, so that each run waits for the one before. */
function byAgency(events: readonly SourceEvent[]): readonly (readonly SourceEvent[])[] {
  const runs: SourceEvent[][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last?.[0]?.source === event.source) last.push(event);
    else runs.push([event]);
  }
  return runs;
}
