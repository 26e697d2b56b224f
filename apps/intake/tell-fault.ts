import { agenciesLackingTopic, type FeedFault } from '#feed';
import type { Logger } from '#platform';

/** Why intake stands, or a topic of it. What somebody has to make is said with the command, once for each agency. */
export function tellFault(logger: Logger, { error, attempt, retryInMs }: FeedFault): void {
  const fields = { attempt, ms: retryInMs, error };
  const lacking = agenciesLackingTopic(error);
  for (const agency of lacking)
    logger.error(
      'Kafka lacks the topic of an agency, and nothing is taken of any until it is made: npm run kafka:topics',
      { ...fields, agency },
    );
  if (lacking.length === 0) logger.warn('A batch will be taken again', fields);
}
