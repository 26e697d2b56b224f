import { EventStoreDBClient } from '@eventstore/db-client';
import { projectPath } from '#platform';
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

export const RECORDED: readonly Scenario[] = [
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

export interface RecordedResult {
  readonly name: string;
  readonly agrees: boolean;
  readonly answer: Answer;
  /** Every answer that an EventStoreDB 23.10.6 node gave. */
  readonly recorded: readonly Answer[];
}

/** Asks the server at an `esdb://` address one question after the other, on streams of this run's own. */
export async function* askRecorded(
  url: string,
  run: string,
  questions: readonly Scenario[],
): AsyncGenerator<RecordedResult> {
  const client = EventStoreDBClient.connectionString(url);
  const store = new Asked(client, new Normaliser(run), run);
  const recorded = readRecorded();
  try {
    for (const question of questions) {
      const { name } = question;
      const answers = recorded[name] ?? [];
      const answer = await question.ask(store).catch((error: unknown) => store.normaliser.error(error));
      yield { name, agrees: answers.some((one) => sameAnswer(one, answer)), answer, recorded: answers };
    }
  } finally {
    await client.dispose();
  }
}

function readRecorded(): Readonly<Record<string, readonly Answer[]>> {
  const file = readFileSync(projectPath('test/conformance/recorded/eventstoredb-23.10.6.json'), 'utf8');
  return (JSON.parse(file) as { answers: Record<string, readonly Answer[]> }).answers;
}
