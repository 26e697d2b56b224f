import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { DEMONSTRATION_STAFF } from '#access';
import { projectPath } from '#platform';

interface Realm {
  readonly users: readonly {
    readonly firstName: string;
    readonly lastName: string;
    readonly attributes: Readonly<Record<string, readonly string[]>>;
  }[];
  readonly clientScopes: readonly {
    readonly name: string;
    readonly protocolMappers: readonly { readonly config: Readonly<Record<string, string>> }[];
  }[];
}

const read = (file: string) => readFile(projectPath('infra', file), 'utf8');

describe('The Keycloak of the compose file', () => {
  let realm: Realm;
  beforeAll(async () => {
    realm = JSON.parse(await read('compose/keycloak/northshire.json')) as Realm;
  });

  it('knows the staff of the demonstration sign-in, with the same roles, teams and posts', () => {
    const stated = realm.users.map(({ firstName, lastName, attributes }) => ({
      name: `${firstName} ${lastName}`,
      ...Object.fromEntries(Object.entries(attributes).map(([name, values]) => [name, values[0]])),
    }));
    const expected = DEMONSTRATION_STAFF.map(({ sub: _sub, post: _post, ...claims }) => claims);
    expect(stated).toHaveLength(expected.length);
    expect(stated).toEqual(expect.arrayContaining(expected));
  });

  it('puts each of these into the identity token', () => {
    const hub = realm.clientScopes.find(({ name }) => name === 'hub');
    const inToken = hub?.protocolMappers
      .filter(({ config }) => config['id.token.claim'] === 'true')
      .map(({ config }) => [config['user.attribute'], config['claim.name']]);
    const claims = ['hub_role', 'hub_recipient', 'hub_profession'];
    expect(inToken).toEqual(claims.map((claim) => [claim, claim]));
  });

  it('is of the version that the tests run without containers', async () => {
    const compose = parse(await read('compose/compose.yaml')) as {
      services: { keycloak: { image: string } };
    };
    const version = /<artifactId>keycloak-quarkus-dist<\/artifactId>\s*<version>([\d.]+)</.exec(
      await read('keycloak-local/pom.xml'),
    )?.[1];
    expect(compose.services.keycloak.image).toBe(`quay.io/keycloak/keycloak:${version}`);
  });
});
