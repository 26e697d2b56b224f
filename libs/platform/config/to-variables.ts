import type { Variables } from './parse-settings.js';
import type { Settings } from './settings.js';

/** The settings as variables again, for a process that this one starts; all of them, so that none is read from elsewhere. */
export function toVariables(settings: Settings): Variables {
  const { kafka, oidc } = settings;
  return {
    HUB_PORT: String(settings.hubPort),
    LISTEN_HOST: settings.listenHost,
    PUBLIC_URL: settings.publicUrl,
    TRUSTED_PROXIES: settings.trustedProxies?.join(','),
    DATA_DIR: settings.dataDir,
    KEYS_DIR: settings.keysDir,
    LOG_LEVEL: settings.logLevel,
    AGENCIES_FILE: settings.agenciesFile,
    DUTY_16LA_FROM: undefined,
    DATABASE_URL: settings.databaseUrl,
    EVENTSTORE_URL: settings.eventStoreUrl,
    KAFKA_BROKERS: kafka?.brokers.join(','),
    KAFKA_SASL_USERNAME: kafka?.sasl?.username,
    KAFKA_SASL_PASSWORD: kafka?.sasl?.password,
    KAFKA_TLS_CA_FILE: kafka?.tls?.caFile,
    KAFKA_TLS_CERT_FILE: kafka?.tls?.client?.certFile,
    KAFKA_TLS_KEY_FILE: kafka?.tls?.client?.keyFile,
    OIDC_ISSUER: oidc?.issuer,
    OIDC_CLIENT_ID: oidc?.clientId,
    OIDC_CLIENT_SECRET: oidc?.clientSecret,
    KEY_SERVICE_URL: undefined,
    OTEL_EXPORTER_OTLP_ENDPOINT: settings.otlpEndpoint,
  };
}

/**
 * The environment of a process that this one starts: its own, with these settings instead. What is absent is given as
 * empty, which counts as absent: left out, the process would read it from `.env`.
 */
export function childEnvironment(settings: Settings): NodeJS.ProcessEnv {
  const given = Object.entries(toVariables(settings)).map(([name, value]) => [name, value ?? '']);
  return { ...process.env, ...Object.fromEntries(given) } as NodeJS.ProcessEnv;
}
