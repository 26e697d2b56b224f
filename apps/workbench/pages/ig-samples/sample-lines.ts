import type { Sample } from '#governance';
import { csvLine } from '../../oversight/csv.js';

const COLUMNS = [
  'number',
  'item',
  'revision',
  'recipient',
  'agency',
  'kind',
  'outcome',
  'row',
  'ruleset',
  'decided',
  'verdict',
  'reviewed',
  'reviewer',
  'seed',
  'up to',
  'population',
] as const;

/** The sample with its verdicts; the reviewer's words stay sealed. */
export async function* sampleLines(sample: Sample): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for (const [at, decision] of sample.decisions.entries()) {
    const { item, revision, recipient, agency, kind, outcome, row, ruleset, decidedAt } = decision;
    const review = sample.reviews.get(at);
    yield csvLine([
      ...[at + 1, item, revision, recipient, agency, kind, outcome, row, ruleset, decidedAt],
      ...[review?.verdict, review?.reviewedAt, review?.reviewedBy],
      ...[sample.seed, sample.upTo, sample.population],
    ]);
  }
}
