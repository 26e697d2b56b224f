import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

/**
 * Nest's own messages are kept only where they describe start-up; a fault is logged as an error without its text,
 * because Nest puts the exception's message (which may quote input) into it.
 */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    if (typeof message === 'string' && isStartUp(context)) this.logger.debug(message);
  }

  warn(message: unknown): void {
    this.logger.warn('The web framework warned', { error: message });
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.logger.error('The web framework reported a fault', { error: asError(message, rest) });
  }

  fatal(message: unknown, ...rest: readonly unknown[]): void {
    this.error(message, ...rest);
  }
}

const START_UP = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

const isStartUp = (context: unknown): boolean => typeof context === 'string' && START_UP.has(context);

function asError(message: unknown, rest: readonly unknown[]): unknown {
  if (message instanceof Error) return message;
  const stack = rest.find((value) => typeof value === 'string' && value.includes('\n    at '));
  if (typeof stack !== 'string') return message;
  const error = new Error('reported by Nest');
  error.stack = stack;
  return error;
}
