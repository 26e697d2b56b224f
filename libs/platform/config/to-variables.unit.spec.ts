import { ENVIRONMENT_NAMES } from './environment.js';
import { parseSettings } from './parse-settings.js';
import { childEnvironment, toVariables } from './to-variables.js';

const EVERYTHING = {
  HUB_PORT: '8080',
  LISTEN_HOST: '0.0.0.0',
  TRUSTED_PROXIES: '127.0.0.1,10.20.0.0/16,fd00:7::/32',
  PUBLIC_URL: 'https://hub.example.org',
  DATA_DIR: '/srv/data',
  KEYS_DIR: '/srv/keys',
  LOG_LEVEL: 'info',
  AGENCIES_FILE: '/srv/agencies.json',
  DATABASE_URL: 'postgres://u:p@db/throughline',
  EVENTSTORE_URL: 'esdb://store:2113?tls=false',
  KAFKA_BROKERS: 'one:9092,two:9092',
  KAFKA_SASL_USERNAME: 'hub',
  KAFKA_SASL_PASSWORD: 'secret',
  KAFKA_TLS_CA_FILE: '/srv/ca.pem',
  KAFKA_TLS_CERT_FILE: '/srv/hub.crt',
  KAFKA_TLS_KEY_FILE: '/srv/hub.key',
  OIDC_ISSUER: 'https://login.example.org',
  OIDC_CLIENT_ID: 'hub',
  OIDC_CLIENT_SECRET: '0123456789abcdef',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
};

describe('Settings for a process that this one starts', () => {
  it.each([
    ['everything', EVERYTHING],
    ['nothing', {}],
  ])('are read there as they are here, with %s configured', (_what, variables) => {
    const settings = parseSettings(variables, '/srv/hub');
    expect(parseSettings(toVariables(settings), '/elsewhere')).toEqual(settings);
  });

  it('say of a variable that is absent here that it is, so that a file does not give it there', () => {
    // A variable that is undefined is left out of a child's environment, and `.env` fills in what is left out.
    const child = childEnvironment(parseSettings({}, '/srv/hub'));
    expect(ENVIRONMENT_NAMES.filter((name) => child[name] === undefined)).toEqual([]);
    expect(parseSettings(child, '/elsewhere')).toEqual(parseSettings({}, '/srv/hub'));
  });

  it('leave out no variable', () => {
    const given = Object.keys(toVariables(parseSettings({}, '/srv/hub')));
    expect(given.sort()).toEqual([...ENVIRONMENT_NAMES].sort());
    const unsupported = ['KEY_SERVICE_URL', 'DUTY_16LA_FROM'];
    expect([...Object.keys(EVERYTHING), ...unsupported].sort()).toEqual([...ENVIRONMENT_NAMES].sort());
  });
});
