import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import { activeTraceId } from '../tracing/active.js';
import { allowedFields } from './allowed-fields.js';
import type { LogFields, Logger } from './logger.js';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** JSON lines on standard error, so that standard output stays for people. */
export function createLogger(options: { level: LogLevel; to?: DestinationStream }): Logger {
  const destination = options.to ?? pino.destination({ dest: 2, sync: true });
  return wrap(
    pino({ level: options.level, base: null, formatters: { level: (level) => ({ level }) } }, destination),
  );
}

function wrap(target: Pino): Logger {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}) =>
      target[level](allowedFields({ ...traced(), ...fields }), message);
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    of: (part) => wrap(target.child(allowedFields({ part }))),
  };
}

/** So that a line finds its trace. */
function traced(): Pick<LogFields, 'traceId'> {
  const traceId = activeTraceId();
  return traceId === undefined ? {} : { traceId };
}
