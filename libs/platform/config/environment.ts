import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, Matches, Max, Min, ValidateIf } from 'class-validator';
import type { LogLevel } from '../logging/pino-logger.js';
import { Refused } from './refused.js';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

const Port = () => (target: object, name: string) => {
  Type(() => Number)(target, name);
  for (const rule of [IsInt(), Min(0), Max(65_535)]) rule(target, name);
};
const SECURE = /^(https:\/\/[^\s]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/[^\s]*)?)$/;
const LOOPBACK_OR_SECURE = { message: 'must be an https address, or http on this machine' };

/** Every environment variable that the hub knows, as it is written; each has a line in `.env.example`. */
export class Environment {
  @IsOptional()
  @Refused('is not supported yet in this version: leave it out to use the embedded feed')
  KAFKA_BROKERS?: string;

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

  @IsOptional()
  @Matches(SECURE, LOOPBACK_OR_SECURE)
  OIDC_ISSUER?: string;

  @ValidateIf((env: Environment) => env.OIDC_ISSUER !== undefined)
  @Matches(/^\S+$/, { message: 'must be given with OIDC_ISSUER' })
  OIDC_CLIENT_ID?: string;

  @ValidateIf((env: Environment) => env.OIDC_ISSUER !== undefined)
  @Matches(/^\S{16,}$/, { message: 'must be given with OIDC_ISSUER, 16 characters or more' })
  OIDC_CLIENT_SECRET?: string;

  @IsOptional()
  @Refused('is not supported yet in this version: leave it out to use the key file')
  KEY_SERVICE_URL?: string;

  @Port()
  HUB_PORT = 3000;

  @Matches(/^[^\s].*$/, { message: 'must be the path of a folder' })
  DATA_DIR = 'data';

  @IsOptional()
  @Matches(/\.json$/, { message: 'must be the path of a .json file' })
  AGENCIES_FILE?: string;

  @IsOptional()
  @Matches(SECURE, LOOPBACK_OR_SECURE)
  PUBLIC_URL?: string;

  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'must be a date such as 2027-04-01' })
  DUTY_16LA_FROM?: string;

  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsIn(LEVELS, { message: `must be one of ${LEVELS.join(', ')}` })
  LOG_LEVEL: LogLevel = 'warn';
}

/** Names in the order of `.env.example`; checked against the class by a test. */
export const ENVIRONMENT_NAMES = [
  'HUB_PORT',
  'PUBLIC_URL',
  'DATA_DIR',
  'LOG_LEVEL',
  'AGENCIES_FILE',
  'DUTY_16LA_FROM',
  'DATABASE_URL',
  'EVENTSTORE_URL',
  'KAFKA_BROKERS',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'KEY_SERVICE_URL',
] as const satisfies readonly (keyof Environment)[];
