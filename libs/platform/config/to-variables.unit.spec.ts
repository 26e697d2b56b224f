import { ENVIRONMENT_NAMES } from './environment.js';
import { parseSettings } from './parse-settings.js';
import { toVariables } from './to-variables.js';

const EVERYTHING = {
  HUB_PORT: '8080',
  LISTEN_HOST: '0.0.0.0',
  PUBLIC_URL: 'https://hub.example.org',
  DATA_DIR: '/srv/data',
  KEYS_DIR: '/srv/keys',
  LOG_LEVEL: 'info',
  AGENCIES_FILE: '/srv/agencies.json',
  DUTY_16LA_FROM: '2027-04-01',
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

  it('leave out no variable', () => {
    const given = Object.keys(toVariables(parseSettings({}, '/srv/hub')));
    expect(given.sort()).toEqual([...ENVIRONMENT_NAMES].sort());
    const unsupported = ['KEY_SERVICE_URL'];
    expect([...Object.keys(EVERYTHING), ...unsupported].sort()).toEqual([...ENVIRONMENT_NAMES].sort());
  });
});
