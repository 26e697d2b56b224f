import { OVERTAKEN, type Overtaken } from '#feed';
import { overtakenCount } from '#journey';
import type { Clock, Logger, Metrics } from '#platform';

export interface OvertakenDeps {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** For the operations screen. Absent: the log and the metric tell alone. */
  readonly noteOvertaken?: (overtaken: Overtaken, at: Date) => Promise<void>;
}

/** What the feed let go of before intake had it came to no outcome, and nobody but the publisher has it: that is said loudly. */
export function tellOvertaken({ logger, metrics, clock, noteOvertaken }: OvertakenDeps) {
  return (overtaken: Overtaken): void => {
    const { agency, partition, from, to } = overtaken;
    const count = overtakenCount(overtaken);
    metrics.count('throughline_feed_overtaken_events_total', { agency }, count ?? 1);
    logger.error(
      count === undefined
        ? 'The feed let go of events before intake had taken them; how many is not known'
        : 'The feed let go of events before intake had taken them',
      {
        code: OVERTAKEN,
        agency,
        partition,
        position: to,
        ...(from === undefined ? {} : { from, count }),
      },
    );
    noteOvertaken?.(overtaken, clock()).catch((error: unknown) =>
      logger.error('What the feed let go of could not be noted for the operations screen', { agency, error }),
    );
  };
}
