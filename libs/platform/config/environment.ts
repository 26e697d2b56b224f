import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsIP, IsOptional, Matches, Max, Min } from 'class-validator';
import type { LogLevel } from '../logging/pino-logger.js';
import { NeededWhere } from './needed-where.js';
import { Networks } from './networks.js';
import { Refused } from './refused.js';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

const Port = () => (target: object, name: string) => {
  Type(() => Number)(target, name);
  for (const rule of [IsInt(), Min(0), Max(65_535)]) rule(target, name);
};
const SECURE = /^(https:\/\/[^\s]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/[^\s]*)?)$/;
const KAFKA_ACCESS = [
  'KAFKA_SASL_USERNAME',
  'KAFKA_SASL_PASSWORD',
  'KAFKA_TLS_CA_FILE',
  'KAFKA_TLS_CERT_FILE',
  'KAFKA_TLS_KEY_FILE',
];
const BROKERS = /^[^\s,:]+:\d{1,5}(,[^\s,:]+:\d{1,5})*$/;
const PEM = /\.(pem|crt|key)$/;
const PEM_FILE = {
  message: 'must be the path of a PEM file (.pem, .crt or .key), the certificate with its key',
};
const FOLDER = /^[^\s].*$/;
const FOLDER_PATH = { message: 'must be the path of a folder' };
const LOOPBACK_OR_SECURE = { message: 'must be an https address, or http on this machine' };

/** Every environment variable that the hub knows, as it is written; each has a line in `.env.example`. */
export class Environment {
  @NeededWhere(...KAFKA_ACCESS)
  @Matches(BROKERS, { message: 'must be given as addresses such as 127.0.0.1:9092,127.0.0.1:9093' })
  KAFKA_BROKERS?: string;

  @NeededWhere('KAFKA_SASL_PASSWORD')
  @Matches(/^\S+$/, { message: 'must be given with KAFKA_SASL_PASSWORD' })
  KAFKA_SASL_USERNAME?: string;

  @NeededWhere('KAFKA_SASL_USERNAME')
  @Matches(/^\S+$/, { message: 'must be given with KAFKA_SASL_USERNAME' })
  KAFKA_SASL_PASSWORD?: string;

  @IsOptional()
  @Matches(PEM, PEM_FILE)
  KAFKA_TLS_CA_FILE?: string;

  @NeededWhere('KAFKA_TLS_KEY_FILE')
  @Matches(PEM, PEM_FILE)
  KAFKA_TLS_CERT_FILE?: string;

  @NeededWhere('KAFKA_TLS_CERT_FILE')
  @Matches(PEM, PEM_FILE)
  KAFKA_TLS_KEY_FILE?: string;

  @IsOptional()
  @Matches(/^(esdb|eventstoredb|kurrentdb)(\+discover)?:\/\/[^\s]+$/, {
    message: 'must be an event store address such as esdb://host:2113?tls=false',
  })
  EVENTSTORE_URL?: string;

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/[^\s]+$/, {
    message: 'must be a PostgreSQL address such as postgres://user:password@host:5432/throughline',
  })
  DATABASE_URL?: string;

  @NeededWhere('OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET')
  @Matches(SECURE, LOOPBACK_OR_SECURE)
  OIDC_ISSUER?: string;

  @NeededWhere('OIDC_ISSUER', 'OIDC_CLIENT_SECRET')
  @Matches(/^\S+$/, { message: 'must be given with OIDC_ISSUER' })
  OIDC_CLIENT_ID?: string;

  @NeededWhere('OIDC_ISSUER', 'OIDC_CLIENT_ID')
  @Matches(/^\S{16,}$/, { message: 'must be given with OIDC_ISSUER, 16 characters or more' })
  OIDC_CLIENT_SECRET?: string;

  @IsOptional()
  @Refused('is not supported yet in this version: leave it out to use the key file')
  KEY_SERVICE_URL?: string;

  @Port()
  HUB_PORT = 3000;

  @IsIP(undefined, { message: 'must be an address of this machine such as 127.0.0.1 or 0.0.0.0' })
  LISTEN_HOST = '127.0.0.1';

  @IsOptional()
  @Networks()
  TRUSTED_PROXIES?: string;

  @Matches(FOLDER, FOLDER_PATH)
  DATA_DIR = 'data';

  @IsOptional()
  @Matches(FOLDER, FOLDER_PATH)
  KEYS_DIR?: string;

  @IsOptional()
  @Matches(/\.json$/, { message: 'must be the path of a .json file' })
  AGENCIES_FILE?: string;

  @IsOptional()
  @Matches(SECURE, LOOPBACK_OR_SECURE)
  PUBLIC_URL?: string;

  @IsOptional()
  @Refused('is not a setting: the rule set says from when, as duty_16LA_from')
  DUTY_16LA_FROM?: string;

  @IsOptional()
  @Matches(/^https?:\/\/[^\s]+$/, {
    message: 'must be the address of an OpenTelemetry collector such as http://127.0.0.1:4318',
  })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsIn(LEVELS, { message: `must be one of ${LEVELS.join(', ')}` })
  LOG_LEVEL: LogLevel = 'warn';
}

/** Names in the order of `.env.example`; checked against the class by a test. */
export const ENVIRONMENT_NAMES = [
  'HUB_PORT',
  'LISTEN_HOST',
  'PUBLIC_URL',
  'TRUSTED_PROXIES',
  'DATA_DIR',
  'KEYS_DIR',
  'LOG_LEVEL',
  'AGENCIES_FILE',
  'DUTY_16LA_FROM',
  'DATABASE_URL',
  'EVENTSTORE_URL',
  'KAFKA_BROKERS',
  'KAFKA_SASL_USERNAME',
  'KAFKA_SASL_PASSWORD',
  'KAFKA_TLS_CA_FILE',
  'KAFKA_TLS_CERT_FILE',
  'KAFKA_TLS_KEY_FILE',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'KEY_SERVICE_URL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
] as const satisfies readonly (keyof Environment)[];
