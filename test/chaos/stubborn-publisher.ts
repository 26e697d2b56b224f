import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery } from '../../apps/simulator/index.js';

export interface Accepted {
  readonly agency: string;
  readonly id: string;
  /** The publisher's local id of the main person, by which order is kept. */
  readonly subject?: string;
}

/** How a publish was answered that was not taken. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly retryAfterSeconds: number;
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
  /** The last one; nothing while publishes are taken. */
  refusal: Refusal | undefined;
  private readonly tokens = new Map<string, string>();
  private readonly queues = new Map<string, Delivery[]>();
  private readonly sending = new Map<string, Promise<void>>();

  constructor(
    /** Where the hub is now; undefined while it is down. */
    private readonly address: () => string | undefined,
    private readonly credentialsFile: () => string | undefined,
  ) {}

  async publish(deliveries: readonly Delivery[]): Promise<void> {
    this.offer(deliveries);
    await this.settled();
  }

  /** Each agency sends its own in the order offered, one batch at a time. */
  offer(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) {
      const queue = this.queues.get(delivery.agency) ?? [];
      this.queues.set(delivery.agency, queue);
      queue.push(delivery);
      if (!this.sending.has(delivery.agency))
        this.sending.set(delivery.agency, this.send(delivery.agency, queue));
    }
  }

  /** Resolves when everything offered has been answered. */
  async settled(): Promise<void> {
    while (this.sending.size > 0) await Promise.all(this.sending.values());
  }

  private async send(agency: string, queue: Delivery[]): Promise<void> {
    // Begins in the next turn, so that what is offered together travels together.
    await pause(0);
    while (queue.length > 0) {
      const events = queue.slice(0, BATCH).map(({ event }) => event);
      while (!(await this.attempt(agency, events).catch(() => false))) await pause(50);
      queue.splice(0, events.length);
    }
    this.sending.delete(agency);
  }

  private async attempt(
    agency: string,
    events: readonly { readonly id?: unknown; readonly subject?: unknown }[],
  ): Promise<boolean> {
    const address = this.address();
    if (address === undefined) return false;
    const token = this.tokens.get(agency) ?? (await this.askToken(address, agency));
    const answer = await fetch(`${address}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(events),
    });
    if (answer.status === 401) this.tokens.delete(agency);
    this.refusal = answer.status === 202 ? undefined : await refusalOf(answer);
    if (this.refusal) return false;
    const { results } = (await answer.json()) as { results: readonly { status: string }[] };
    results.forEach(({ status }, at) => {
      const { id, subject } = events[at] ?? {};
      if (status !== 'accepted' || typeof id !== 'string') return;
      this.accepted.push({ agency, id, ...(typeof subject === 'string' ? { subject } : {}) });
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

async function refusalOf(answer: Response): Promise<Refusal> {
  const { code } = (await answer.json()) as { code: string };
  return { status: answer.status, code, retryAfterSeconds: Number(answer.headers.get('retry-after')) };
}
