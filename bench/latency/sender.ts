import { setTimeout as pause } from 'node:timers/promises';
import { AgencyClient } from '../../apps/simulator/publish/agency-client.js';
import type { Credential } from '../../apps/simulator/publish/agency-client.js';
import type { Delivery } from '../../apps/simulator/index.js';

/** A tenth of a second's worth goes out at a time, as one request of each agency that has some. */
const TICK_MS = 100;

/** Publishes over HTTP at a steady rate, each agency with its own credentials and in its own order. */
export class Sender {
  private readonly clients = new Map<string, AgencyClient>();
  private readonly last = new Map<string, Promise<unknown>>();

  constructor(
    private readonly baseUrl: string,
    private readonly credentials: Readonly<Record<string, Credential>>,
    private readonly perSecond: number,
  ) {}

  async send(deliveries: readonly Delivery[], sending: (sent: readonly Delivery[]) => void): Promise<void> {
    const perTick = Math.max(1, Math.round((this.perSecond * TICK_MS) / 1_000));
    const began = performance.now();
    for (let at = 0, tick = 0; at < deliveries.length; at += perTick, tick += 1) {
      await pause(Math.max(0, tick * TICK_MS - (performance.now() - began)));
      // From when it was due: what waits for the request before it is not to look quicker than it was.
      sending(deliveries.slice(at, at + perTick));
      for (const [agency, some] of byAgency(deliveries.slice(at, at + perTick))) this.post(agency, some);
    }
    await Promise.all(this.last.values());
  }

  /** After the agency's request before, so that its order holds. */
  private post(agency: string, some: readonly Delivery[]): void {
    const before = this.last.get(agency) ?? Promise.resolve();
    const posted = before.then(async () => {
      const answer = await this.clientOf(agency).postEvents(some.map(({ event }) => event));
      await answer.body?.cancel();
      if (answer.status !== 202) throw new Error(`The gateway answered ${answer.status}`);
    });
    this.last.set(agency, posted);
  }

  private clientOf(agency: string): AgencyClient {
    const known = this.clients.get(agency);
    if (known) return known;
    const credential = this.credentials[agency];
    if (!credential) throw new Error('An agency has no credentials');
    const client = new AgencyClient({ baseUrl: this.baseUrl, fetch, pause }, credential);
    this.clients.set(agency, client);
    return client;
  }
}

function byAgency(deliveries: readonly Delivery[]): ReadonlyMap<string, readonly Delivery[]> {
  const groups = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const group = groups.get(delivery.agency) ?? [];
    groups.set(delivery.agency, group);
    group.push(delivery);
  }
  return groups;
}
