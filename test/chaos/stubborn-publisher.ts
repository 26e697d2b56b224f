import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery } from '../../apps/simulator/index.js';

export interface Accepted {
  readonly agency: string;
  readonly id: string;
}

interface Secret {
  readonly clientId: string;
  readonly clientSecret: string;
}

const BATCH = 25;

/**
 * Sends batches until each has been answered with 202, however often the hub is killed meanwhile, and remembers every
 * event that was accepted. A batch whose answer was lost is sent again, as an agency would.
 */
export class StubbornPublisher {
  readonly accepted: Accepted[] = [];
  private readonly tokens = new Map<string, string>();

  constructor(
    /** Where the hub is now; undefined while it is down. */
    private readonly address: () => string | undefined,
    private readonly credentialsFile: () => string | undefined,
  ) {}

  async publish(deliveries: readonly Delivery[]): Promise<void> {
    const queues = new Map<string, Delivery[]>();
    for (const delivery of deliveries)
      queues.set(delivery.agency, [...(queues.get(delivery.agency) ?? []), delivery]);
    await Promise.all([...queues].map(([agency, queue]) => this.publishQueue(agency, queue)));
  }

  private async publishQueue(agency: string, queue: readonly Delivery[]): Promise<void> {
    for (let at = 0; at < queue.length; at += BATCH) {
      const events = queue.slice(at, at + BATCH).map(({ event }) => event);
      while (!(await this.attempt(agency, events).catch(() => false))) await pause(50);
    }
  }

  private async attempt(agency: string, events: readonly { readonly id?: unknown }[]): Promise<boolean> {
    const address = this.address();
    if (address === undefined) return false;
    const token = this.tokens.get(agency) ?? (await this.askToken(address, agency));
    const answer = await fetch(`${address}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(events),
    });
    if (answer.status === 401) this.tokens.delete(agency);
    if (answer.status !== 202) return false;
    const { results } = (await answer.json()) as { results: readonly { status: string }[] };
    results.forEach(({ status }, at) => {
      const id = events[at]?.id;
      if (status === 'accepted' && typeof id === 'string') this.accepted.push({ agency, id });
    });
    return true;
  }

  private async askToken(address: string, agency: string): Promise<string> {
    const file = this.credentialsFile();
    const secrets = JSON.parse(await readFile(file ?? '', 'utf8')) as Record<string, Secret>;
    const secret = secrets[agency];
    if (!secret) throw new Error('no credentials');
    const basic = Buffer.from(`${secret.clientId}:${secret.clientSecret}`).toString('base64');
    const answer = await fetch(`${address}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    if (!token) throw new Error('no token');
    this.tokens.set(agency, token);
    return token;
  }
}
