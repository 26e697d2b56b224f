import { invalid, isThroughlineError, unavailable } from '#platform';
import { backOffMs, waitAskedFor } from './patience.js';

/** OAuth 2 client of one agency. */
export interface Credential {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Connection {
  /** Where the hub's gateway answers, for example `http://127.0.0.1:3000`. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  /** Waits so many milliseconds. */
  readonly pause: (ms: number) => Promise<unknown>;
}

const MOST_ATTEMPTS = 10;
const BATCH_TYPE = 'application/cloudevents-batch+json';

/** One agency's way into the hub: gets its token, renews it when it is refused, and tries again under load. */
export class AgencyClient {
  private token: Promise<string> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly credential: Credential,
  ) {}

  /**
   * Posts a batch of events; any answer that trying again would not change is returned.
   * Throws `SIMULATOR.HUB_UNREACHABLE` when patience ends, `SIMULATOR.CREDENTIALS_REFUSED` when no token is given.
   */
  async postEvents(events: readonly unknown[]): Promise<Response> {
    const body = JSON.stringify(events);
    const response = await this.patiently(async () => this.post(body));
    if (response.status !== 401) return response;
    this.token = undefined;
    const again = await this.patiently(async () => this.post(body));
    if (again.status === 401) throw credentialsRefused();
    return again;
  }

  private async post(body: string): Promise<Response> {
    this.token ??= this.requestToken();
    const token = await this.token.catch((error: unknown) => {
      this.token = undefined;
      throw error;
    });
    return this.connection.fetch(`${this.connection.baseUrl}/v1/events`, {
      method: 'POST',
      headers: { 'content-type': BATCH_TYPE, authorization: `Bearer ${token}` },
      body,
    });
  }

  private async requestToken(): Promise<string> {
    const { clientId, clientSecret } = this.credential;
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
    const response = await this.patiently(() =>
      this.connection.fetch(`${this.connection.baseUrl}/oauth/token`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `Basic ${basic.toString('base64')}`,
        },
        body: new URLSearchParams({ grant_type: 'client_credentials' }).toString(),
      }),
    );
    if (!response.ok) throw credentialsRefused();
    const answer = (await response.json()) as { readonly access_token?: unknown };
    if (typeof answer.access_token !== 'string') throw credentialsRefused();
    return answer.access_token;
  }

  private async patiently(send: () => Promise<Response>): Promise<Response> {
    let lastError: unknown;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      try {
        const response = await send();
        if (![408, 429, 503].includes(response.status)) return response;
        await response.body?.cancel();
        await this.connection.pause(waitAskedFor(response.headers.get('retry-after'), attempt, Date.now()));
      } catch (error) {
        if (isThroughlineError(error)) throw error;
        lastError = error;
        await this.connection.pause(backOffMs(attempt));
      }
    }
    throw unavailable(
      'SIMULATOR.HUB_UNREACHABLE',
      'The hub did not take events after ten attempts.',
      lastError,
    );
  }
}

const credentialsRefused = () =>
  invalid(
    'SIMULATOR.CREDENTIALS_REFUSED',
    'The hub gave an agency no token; check its client id and secret.',
  );
