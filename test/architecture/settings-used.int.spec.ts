import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '#platform';
import { parseSettings } from '#platform/config';

/** Every setting given, so that every name of one is there. */
const GIVEN = {
  PUBLIC_URL: 'https://hub.example.org',
  AGENCIES_FILE: '/srv/agencies.json',
  DATABASE_URL: 'postgres://u:p@db/throughline',
  EVENTSTORE_URL: 'esdb://store:2113?tls=false',
  KAFKA_BROKERS: 'one:9092',
  OIDC_ISSUER: 'https://login.example.org',
  OIDC_CLIENT_ID: 'hub',
  OIDC_CLIENT_SECRET: '0123456789abcdef',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
};
const CONFIGURATION = join('libs', 'platform', 'config');

const sources = ['apps', 'libs'].flatMap((folder) =>
  readdirSync(projectPath(folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.ts') && !/\.spec\.ts$|testing/.test(name))
    .filter((name) => !name.startsWith(CONFIGURATION))
    .map((name) => readFileSync(projectPath(name), 'utf8')),
);
const unread = (names: readonly string[]) =>
  names.filter((name) => !sources.some((text) => new RegExp(`\\b${name}\\b`).test(text)));

describe('Settings', () => {
  it('are each read by some part of the hub: none is taken and ignored in silence', () => {
    expect(unread(Object.keys(parseSettings(GIVEN, '/srv')))).toEqual([]);
  });

  it('would be caught where nothing reads them', () => {
    expect(unread(['databaseUrl', 'dutyOfNobody'])).toEqual(['dutyOfNobody']);
  });
});
