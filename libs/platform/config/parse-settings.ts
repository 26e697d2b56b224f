import { resolve } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { invalid } from '../errors/errors.js';
import { ENVIRONMENT_NAMES, Environment } from './environment.js';
import type { KafkaAccess, Settings } from './settings.js';

export type Variables = Readonly<Record<string, string | undefined>>;
export type VariableName = (typeof ENVIRONMENT_NAMES)[number];

/**
 * Settings from environment variables; an empty one counts as absent, relative paths start at `folder`, and `needs` cannot
 * be done without. Throws `CONFIG.INVALID`, naming every wrong or missing variable and its rule at once, never a value.
 */
export function parseSettings(
  variables: Variables,
  folder: string,
  needs: readonly VariableName[] = [],
): Settings {
  const environment: Environment = plainToInstance(Environment, given(variables), {
    exposeDefaultValues: true,
  });
  const problems = validateSync(environment, { forbidUnknownValues: false });
  const known = new Set(problems.map(({ property }) => property));
  const missing = needs.filter((name) => !known.has(name) && isMissing(name, environment));
  if (problems.length + missing.length > 0) throw invalid('CONFIG.INVALID', explain(problems, missing));
  return Object.freeze(toSettings(environment, (path) => resolve(folder, path)));
}

function given(variables: Variables): Record<string, string> {
  const pairs = ENVIRONMENT_NAMES.map((name) => [name, variables[name]?.trim() ?? ''] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

/** Where only this machine is listened to, its own address is the one that people use. */
const isMissing = (name: VariableName, environment: Environment): boolean =>
  environment[name] === undefined && !(name === 'PUBLIC_URL' && LOOPBACK.test(environment.LISTEN_HOST));

const LOOPBACK = /^(127\.|::1$)/;

function explain(problems: readonly ValidationError[], missing: readonly VariableName[]): string {
  const lines = [
    ...problems.map(({ property, constraints = {} }) => `  ${property} ${rule(property, constraints)}`),
    ...missing.map((name) => `  ${name} must be given to a service that runs alone`),
  ];
  return ['The configuration cannot be used:', ...lines.sort()].join('\n');
}

const rule = (property: string, constraints: Readonly<Record<string, string>>): string =>
  Object.values(constraints)
    .map((sentence) => sentence.replace(`${property} `, ''))
    .join(', ');

function toSettings(environment: Environment, absolute: (path: string) => string): Settings {
  const { PUBLIC_URL, AGENCIES_FILE, DATABASE_URL, EVENTSTORE_URL } = environment;
  const { OTEL_EXPORTER_OTLP_ENDPOINT, TRUSTED_PROXIES } = environment;
  return {
    hubPort: environment.HUB_PORT,
    listenHost: environment.LISTEN_HOST,
    dataDir: absolute(environment.DATA_DIR),
    keysDir: absolute(environment.KEYS_DIR ?? `${environment.DATA_DIR}/keys`),
    logLevel: environment.LOG_LEVEL,
    ...(PUBLIC_URL ? { publicUrl: PUBLIC_URL.replace(/\/+$/, '') } : {}),
    ...(TRUSTED_PROXIES ? { trustedProxies: Object.freeze(TRUSTED_PROXIES.split(',')) } : {}),
    ...(AGENCIES_FILE ? { agenciesFile: absolute(AGENCIES_FILE) } : {}),
    ...(DATABASE_URL ? { databaseUrl: DATABASE_URL } : {}),
    ...(EVENTSTORE_URL ? { eventStoreUrl: EVENTSTORE_URL } : {}),
    ...kafka(environment, absolute),
    ...oidc(environment),
    ...(OTEL_EXPORTER_OTLP_ENDPOINT ? { otlpEndpoint: OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, '') } : {}),
  };
}

function kafka(environment: Environment, absolute: (path: string) => string): Pick<Settings, 'kafka'> {
  const { KAFKA_BROKERS, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = environment;
  if (!KAFKA_BROKERS) return {};
  const tls = kafkaTls(environment, absolute);
  const kafka: KafkaAccess = {
    brokers: Object.freeze(KAFKA_BROKERS.split(',')),
    ...(username && password ? { sasl: Object.freeze({ username, password }) } : {}),
    ...(tls ? { tls } : {}),
  };
  return { kafka: Object.freeze(kafka) };
}

function kafkaTls(environment: Environment, absolute: (path: string) => string): KafkaAccess['tls'] {
  const { KAFKA_TLS_CA_FILE: ca, KAFKA_TLS_CERT_FILE: cert, KAFKA_TLS_KEY_FILE: key } = environment;
  if (!ca && !cert) return undefined;
  return Object.freeze({
    ...(ca ? { caFile: absolute(ca) } : {}),
    ...(cert && key ? { client: Object.freeze({ certFile: absolute(cert), keyFile: absolute(key) }) } : {}),
  });
}

function oidc({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }: Environment): Pick<Settings, 'oidc'> {
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return {};
  const oidc = { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET };
  return { oidc: Object.freeze(oidc) };
}
