import { readFile } from 'node:fs/promises';
import type { SourceEvent } from '#contracts';
import { projectPath } from '#platform';
import { until } from '../support/until.js';

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface ReceiptAnswer {
  readonly state: string;
  readonly reasons?: readonly { readonly code: string }[];
}

/** A published example of the type, as its agency would send it with these parts changed. */
export async function exampleOf(
  type: string,
  id: string,
  changes: (event: SourceEvent) => Partial<SourceEvent['data']>,
): Promise<SourceEvent> {
  const file = projectPath('contracts', 'examples', type, 'valid.json');
  const event = JSON.parse(await readFile(file, 'utf8')) as SourceEvent;
  return { ...event, id, data: { ...event.data, ...changes(event) } };
}

/** One agency's system: publishes over HTTP with its own credentials and asks what became of an event. */
export class Partner {
  private constructor(
    private readonly baseUrl: string,
    private readonly token: string,
  ) {}

  static async signIn(baseUrl: string, credentialsFile: string, agency: string): Promise<Partner> {
    const all = JSON.parse(await readFile(credentialsFile, 'utf8')) as Record<string, Credentials>;
    const { clientId, clientSecret } = all[agency] ?? { clientId: '', clientSecret: '' };
    const answer = await fetch(`${baseUrl}/oauth/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    if (answer.status !== 200) throw new Error(`No token for ${agency}: ${answer.status}`);
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return new Partner(baseUrl, token);
  }

  async publish(event: SourceEvent, more: Readonly<Record<string, string>> = {}): Promise<number> {
    const answer = await fetch(`${this.baseUrl}/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/cloudevents+json',
        ...more,
      },
      body: JSON.stringify(event),
    });
    await answer.body?.cancel();
    return answer.status;
  }

  async receipt(id: string): Promise<ReceiptAnswer> {
    const answer = await fetch(`${this.baseUrl}/v1/events/${encodeURIComponent(id)}/receipt`, {
      headers: { authorization: `Bearer ${this.token}` },
    });
    return (await answer.json()) as ReceiptAnswer;
  }

  async untilReceipt(id: string, state: string): Promise<ReceiptAnswer> {
    let last: ReceiptAnswer | undefined;
    return until(
      async () => {
        last = await this.receipt(id);
        return last.state === state ? last : undefined;
      },
      { what: `receipt ${state} of ${id}` },
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}; the last one was ${JSON.stringify(last)}`);
    });
  }
}
