import { EventStoreDBClient } from '@eventstore/db-client';
import { projectPath } from '#platform';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Normaliser, sameAnswer, type Answer } from './normalise.js';
import { Asked, type Scenario } from './scenario.js';
import { APPENDS, UNUSUAL_APPENDS } from './scenarios/append.js';
import { DELETES } from './scenarios/deletes.js';
import { METADATA } from './scenarios/metadata.js';
import { PERSISTENT } from './scenarios/persistent.js';
import { READ_ALLS } from './scenarios/read-all.js';
import { READS } from './scenarios/reads.js';
import { REPEATS } from './scenarios/repeats.js';
import { SUBSCRIPTIONS } from './scenarios/subscriptions.js';

export const SCENARIOS: readonly Scenario[] = [
  ...APPENDS,
  ...REPEATS,
  ...UNUSUAL_APPENDS,
  ...READS,
  ...READ_ALLS,
  ...SUBSCRIPTIONS,
  ...DELETES,
  ...METADATA,
  ...PERSISTENT,
];

export interface ConformanceResult {
  readonly name: string;
  readonly agrees: boolean;
  readonly answer: Answer;
  /** Every answer that an EventStoreDB 23.10.6 node gave. */
  readonly recorded: readonly Answer[];
}

/** Asks the server at an `esdb://` address everything, one question after the other, on streams of this run's own. */
export async function runConformance(url: string): Promise<readonly ConformanceResult[]> {
  const recorded = readRecorded();
  const client = EventStoreDBClient.connectionString(url);
  const run = randomUUID().slice(0, 8);
  const store = new Asked(client, new Normaliser(run), run);
  const results: ConformanceResult[] = [];
  try {
    for (const scenario of SCENARIOS) {
      const answers = recorded[scenario.name] ?? [];
      const answer = await scenario.ask(store).catch((error: unknown) => store.normaliser.error(error));
      results.push({
        name: scenario.name,
        agrees: answers.some((one) => sameAnswer(one, answer)),
        answer,
        recorded: answers,
      });
    }
  } finally {
    await client.dispose();
  }
  return results;
}

function readRecorded(): Readonly<Record<string, readonly Answer[]>> {
  const file = readFileSync(projectPath('test/conformance/eventstoredb-23.10.6.json'), 'utf8');
  return (JSON.parse(file) as { answers: Record<string, readonly Answer[]> }).answers;
}
