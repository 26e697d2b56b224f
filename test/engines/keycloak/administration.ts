import { readFile } from 'node:fs/promises';
import { projectPath } from '#platform';
import type { LocalKeycloak } from '../../../infra/keycloak-local/start-keycloak.mjs';

const REALM = 'northshire';

interface Realm {
  readonly clients: readonly object[];
  readonly users: readonly { readonly id: string }[];
}

export interface Account {
  readonly id: string;
  readonly username: string;
}

export interface SigningKey {
  readonly kid: string;
  readonly algorithm: string;
  readonly use: string;
}

/** What an administrator of Keycloak does, by its REST interface. */
export class Administration {
  constructor(private readonly keycloak: LocalKeycloak) {}

  async account(username: string): Promise<Account> {
    const found = (await this.ask(`users?exact=true&username=${username}`)) as Account[];
    if (!found[0]) throw new Error(`Keycloak does not know ${username}`);
    return found[0];
  }

  async addAccount(username: string, password: string): Promise<void> {
    const credentials = [{ type: 'password', value: password, temporary: false }];
    const name = { firstName: 'Lee', lastName: 'Marsh' };
    await this.send('POST', 'users', { username, enabled: true, ...name, credentials });
  }

  async enable(username: string, enabled: boolean): Promise<void> {
    const { id } = await this.account(username);
    const whole = (await this.ask(`users/${id}`)) as object;
    await this.send('PUT', `users/${id}`, { ...whole, enabled });
  }

  async sessionsOf(username: string): Promise<readonly unknown[]> {
    return (await this.ask(`users/${(await this.account(username)).id}/sessions`)) as unknown[];
  }

  async endSessionsOf(username: string): Promise<void> {
    await this.send('POST', `users/${(await this.account(username)).id}/logout`, {});
  }

  async signingKeys(): Promise<readonly SigningKey[]> {
    const { keys } = (await this.ask('keys')) as { keys: SigningKey[] };
    return keys.filter(({ algorithm, use }) => algorithm === 'RS256' && use === 'SIG');
  }

  /** A key that signs from now on; the earlier ones still verify what they signed. */
  async addSigningKey(): Promise<void> {
    const provider = { providerId: 'rsa-generated', providerType: 'org.keycloak.keys.KeyProvider' };
    const config = { priority: ['500'], enabled: ['true'], active: ['true'], algorithm: ['RS256'] };
    await this.send('POST', 'components', { name: 'next', ...provider, config });
  }

  /** A client of that name like the workbench's, and a realm of that name like the whole realm, with the same secrets. */
  async addTwins(workbenchUrl: string, name: string): Promise<void> {
    const { clients, users, ...rest } = await realmFor(this.keycloak, workbenchUrl);
    await this.send('POST', 'clients', { ...clients[0], clientId: name });
    const people = users.map(({ id: _own, ...person }) => person);
    await this.call('POST', '', { ...rest, clients, users: people, realm: name });
  }

  send(method: 'POST' | 'PUT', path: string, body: object): Promise<void> {
    return this.call(method, `/${REALM}/${path}`, body).then(() => undefined);
  }

  private async ask(path: string): Promise<unknown> {
    return (await this.call('GET', `/${REALM}/${path}`)).json();
  }

  private async call(method: string, path: string, body?: object): Promise<Response> {
    const answer = await fetch(`${this.keycloak.url}/admin/realms${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.token()}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`Keycloak answered ${answer.status} to ${method} ${path}`);
    return answer;
  }

  /** Asked for each time: it lasts a minute. */
  private async token(): Promise<string> {
    const answer = await fetch(`${this.keycloak.url}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: 'admin-cli',
        username: 'admin',
        password: this.keycloak.adminPassword,
      }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return token;
  }
}

async function realmFor(keycloak: LocalKeycloak, workbenchUrl: string): Promise<Realm> {
  const file = projectPath('infra', 'compose', 'keycloak', `${REALM}.json`);
  const text = (await readFile(file, 'utf8'))
    .replaceAll('${OIDC_CLIENT_SECRET}', keycloak.clientSecret)
    .replaceAll('${STAFF_PASSWORD}', keycloak.staffPassword)
    .replaceAll('${WORKBENCH_URL}', workbenchUrl);
  return JSON.parse(text) as Realm;
}
