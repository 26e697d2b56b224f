import type { EventStore } from '#event-store';
import type { Feed } from '#feed';
import { noMetrics, silentLogger } from '#platform';
import { currentRuleset } from '#sharing';
import { createEventReader } from '../../apps/intake/contract-reader.js';
import { createIntake, type IntakeDeps, type RunningIntake } from '../../apps/intake/create-intake.js';
import { receiveDirectly } from '../../apps/intake/receive/receive.js';

export interface Wired extends Pick<IntakeDeps, 'vault' | 'registry'> {
  readonly feed: Feed;
  readonly store: EventStore;
}

/** An intake of every stage, not started yet, that tells of each batch it took. */
export function intakeTelling(wired: Wired, passed: (events: number) => void): RunningIntake {
  return createIntake({
    ...wired,
    ...{ rulesetAt: currentRuleset, reader: createEventReader() },
    ...{ clock: () => new Date(), logger: silentLogger, metrics: noMetrics },
    receive: (consumer, take) =>
      receiveDirectly(consumer, async (batch) => {
        await take(batch);
        passed(batch.messages.length);
      }),
  });
}
