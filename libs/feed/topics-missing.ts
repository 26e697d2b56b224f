import { invalid, isThroughlineError, type AgencyId, type ThroughlineError } from '#platform';
import { agencyOf } from './topic.js';

export const TOPICS_MISSING = 'FEED.TOPICS_MISSING';

/** More would hide what to do. */
const MOST_NAMED = 3;

/** The engine lacks these, and cannot give what lay in them. */
export const topicsMissing = (topics: readonly string[]): ThroughlineError =>
  invalid(TOPICS_MISSING, `Kafka lacks ${named(topics)}; make what is missing: npm run kafka:topics`, {
    topics: topics.join(' '),
  });

function named(topics: readonly string[]): string {
  const first = topics.slice(0, MOST_NAMED).join(', ');
  return topics.length > MOST_NAMED ? `${first} and ${topics.length - MOST_NAMED} topics more` : first;
}

/** Whose events topics they are, of an error that says so; none of any other. */
export function agenciesLackingTopic(error: unknown): readonly AgencyId[] {
  if (!isThroughlineError(error, TOPICS_MISSING)) return [];
  return String(error.context['topics'] ?? '')
    .split(' ')
    .flatMap((topic) => agencyOf(topic) ?? []);
}
