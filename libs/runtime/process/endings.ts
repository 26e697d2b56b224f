import { isThroughlineError, type Logger } from '#platform';
import { createLogger } from '#platform/logging';
import { sentenceOfDatabase } from '../stores/database-fault.js';

/** A terminal's Ctrl-C reaches a program more than once, directly and through npm; a later one is meant. */
const SAME_WISH_MS = 2_000;

/** Calls `stop` on the first wish to end; a second wish ends the process at once. */
export function onSignal(stop: () => void): void {
  let first = 0;
  const wish = () => {
    if (first === 0) stop();
    else if (performance.now() - first > SAME_WISH_MS) process.exit(1);
    first ||= performance.now();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, wish);
  // Whoever started it holds a channel to it, and is gone without a word: nobody would start it again, or end it.
  process.once('disconnect', () => {
    if (first === 0) wish();
  });
}

/** What nobody caught may have left a part half done: stop in order, and say so without quoting it. */
export function onFault(name: string, logger: Logger, stop: () => void): void {
  const end = (error: unknown) => {
    logger.error(`The ${name} stops after a fault`, { error });
    process.stderr.write(`The ${name} met a fault and stops; the log says where.\n`);
    stop();
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

/** One sentence for whoever started the program. */
export function sentenceOf(name: string, error: unknown): string {
  if (isThroughlineError(error) && error.kind !== 'defect') return error.message;
  const ofDatabase = isThroughlineError(error) ? undefined : sentenceOfDatabase(error);
  if (ofDatabase) return ofDatabase;
  createLogger({ level: 'error' }).error(`The ${name} could not start`, { error });
  return isThroughlineError(error)
    ? error.message
    : `The ${name} could not start; the log line above says where.`;
}
