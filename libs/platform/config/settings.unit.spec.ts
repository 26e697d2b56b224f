import { readFileSync } from 'node:fs';
import { isThroughlineError } from '../errors/errors.js';
import { projectPath } from '../project-path.js';
import { ENVIRONMENT_NAMES, Environment } from './environment.js';
import { parseSettings, type VariableName } from './parse-settings.js';

const parse = (variables: Record<string, string>, needs: readonly VariableName[] = []) =>
  parseSettings(variables, '/srv/hub', needs);

function messageOf(variables: Record<string, string>, needs: readonly VariableName[] = []): string {
  try {
    parse(variables, needs);
    return '';
  } catch (error) {
    if (!isThroughlineError(error, 'CONFIG.INVALID')) throw error;
    return error.message;
  }
}

describe('Configuration', () => {
  it('embeds every engine when nothing is configured', () => {
    const folders = { dataDir: '/srv/hub/data', keysDir: '/srv/hub/data/keys' };
    expect(parse({})).toEqual({ hubPort: 3000, listenHost: '127.0.0.1', logLevel: 'warn', ...folders });
  });

  it('reads every engine that is named', () => {
    const settings = parse({
      HUB_PORT: '8080',
      DATABASE_URL: 'postgres://u:p@db/throughline',
      EVENTSTORE_URL: 'esdb://store:2113?tls=false',
      OIDC_ISSUER: 'https://login.example.org',
      OIDC_CLIENT_ID: 'hub',
      OIDC_CLIENT_SECRET: '0123456789abcdef',
      LOG_LEVEL: 'DEBUG',
      PUBLIC_URL: 'https://hub.example.org/',
    });
    expect(settings).toMatchObject({
      hubPort: 8080,
      logLevel: 'debug',
      publicUrl: 'https://hub.example.org',
    });
    expect(settings.oidc?.clientId).toBe('hub');
  });

  it('is frozen', () => {
    expect(Object.isFrozen(parse({}))).toBe(true);
  });

  it('treats an empty variable as absent', () => {
    expect(parse({ DATABASE_URL: '  ', HUB_PORT: '' })).toEqual(parse({}));
  });

  it('names every wrong variable at once and never its value', () => {
    const message = messageOf({
      HUB_PORT: 'marker-1',
      DATABASE_URL: 'mysql://marker-2',
      LOG_LEVEL: 'marker-3',
    });
    expect(message).toMatch(/HUB_PORT .*\n.*LOG_LEVEL|DATABASE_URL .*\n/s);
    for (const name of ['HUB_PORT', 'DATABASE_URL', 'LOG_LEVEL']) expect(message).toContain(`  ${name} must`);
    expect(message).not.toContain('marker');
  });

  it.each([
    ['KEY_SERVICE_URL', 'https://kms.example.org', 'is not supported yet in this version'],
    ['DUTY_16LA_FROM', '2027-04-01', 'is not a setting: the rule set says from when, as duty_16LA_from'],
  ])('refuses %s rather than ignore it', (name, value, why) => {
    expect(messageOf({ [name]: value })).toContain(`${name} ${why}`);
  });

  it('takes addresses and networks for proxies, and neither names nor the whole world', () => {
    const TRUSTED_PROXIES = '127.0.0.1,10.20.0.0/16,fd00:7::/32';
    expect(parse({ TRUSTED_PROXIES }).trustedProxies).toEqual(TRUSTED_PROXIES.split(','));
    for (const wrong of ['proxy.example.org', '0.0.0.0/0', '10.20.0.0/33', '10.20.0.0/16/16', '127.0.0.1,'])
      expect(messageOf({ TRUSTED_PROXIES: wrong })).toContain(
        'TRUSTED_PROXIES must be addresses or networks',
      );
  });

  it('reads how to reach Kafka', () => {
    const { kafka } = parse({
      KAFKA_BROKERS: 'one:9092,two:9092',
      KAFKA_SASL_USERNAME: 'hub',
      KAFKA_SASL_PASSWORD: 'secret',
      KAFKA_TLS_CA_FILE: 'ca.pem',
      KAFKA_TLS_CERT_FILE: '/keys/hub.crt',
      KAFKA_TLS_KEY_FILE: '/keys/hub.key',
    });
    expect(kafka).toEqual({
      brokers: ['one:9092', 'two:9092'],
      sasl: { username: 'hub', password: 'secret' },
      tls: {
        caFile: '/srv/hub/ca.pem',
        client: { certFile: '/keys/hub.crt', keyFile: '/keys/hub.key' },
      },
    });
  });

  it('asks for what is missing of a pair rather than leave out the other half', () => {
    const message = messageOf({ KAFKA_SASL_USERNAME: 'hub', KAFKA_TLS_KEY_FILE: 'hub.key' });
    expect(message).toContain('KAFKA_BROKERS must be given');
    expect(message).toContain('KAFKA_SASL_PASSWORD must be given with KAFKA_SASL_USERNAME');
    expect(message).toContain('KAFKA_TLS_CERT_FILE must be');
  });

  it('asks for the client when a sign-in provider is named', () => {
    const message = messageOf({ OIDC_ISSUER: 'https://login.example.org' });
    expect(message).toContain('OIDC_CLIENT_ID must be given');
    expect(message).toContain('OIDC_CLIENT_SECRET must be given');
  });

  it('asks for the sign-in provider where only its client is named', () => {
    const client = { OIDC_CLIENT_ID: 'hub', OIDC_CLIENT_SECRET: '0123456789abcdef' };
    expect(messageOf(client)).toContain('OIDC_ISSUER must be an https address');
    expect(messageOf({ OIDC_CLIENT_ID: 'hub' })).toContain('OIDC_CLIENT_SECRET must be given');
  });

  it('names what a service cannot do without together with what is wrong, each once', () => {
    const given = { HUB_PORT: 'x', DATABASE_URL: 'mysql://db', EVENTSTORE_URL: 'esdb://store' };
    const message = messageOf(given, ['DATABASE_URL', 'EVENTSTORE_URL', 'AGENCIES_FILE', 'OIDC_CLIENT_ID']);
    expect(message.match(/[A-Z]+_[A-Z_]+(?= must)/g)).toEqual([
      ...['AGENCIES_FILE', 'DATABASE_URL', 'HUB_PORT', 'OIDC_CLIENT_ID'],
    ]);
  });

  it('asks for the address that people use where a service listens to more than this machine', () => {
    expect(messageOf({}, ['PUBLIC_URL'])).toBe('');
    expect(messageOf({ LISTEN_HOST: '0.0.0.0' }, ['PUBLIC_URL'])).toContain('PUBLIC_URL must be given');
    const PUBLIC_URL = 'https://hub.example.org';
    expect(messageOf({ LISTEN_HOST: '0.0.0.0', PUBLIC_URL }, ['PUBLIC_URL'])).toBe('');
  });

  it('refuses a sign-in provider over plain http on another machine', () => {
    expect(messageOf({ OIDC_ISSUER: 'http://login.example.org' })).toContain('OIDC_ISSUER must be an https');
  });

  it('is described in full by .env.example', () => {
    const lines = readFileSync(projectPath('.env.example'), 'utf8').split('\n');
    const shown = lines.map((line) => /^#?([A-Z0-9_]+)=/.exec(line)?.[1]).filter(Boolean);
    expect(shown).toEqual([...ENVIRONMENT_NAMES]);
  });

  it('starts with .env.example as it is', () => {
    const lines = readFileSync(projectPath('.env.example'), 'utf8').split('\n');
    const active = lines
      .filter((line) => /^[A-Z]/.test(line))
      .map((line) => line.split('=') as [string, string]);
    expect(parse(Object.fromEntries(active))).toEqual(parse({}));
  });

  it('reads exactly the variables of its schema', () => {
    expect(Object.keys(new Environment()).sort()).toEqual([...ENVIRONMENT_NAMES].sort());
  });
});
