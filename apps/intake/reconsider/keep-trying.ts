import { setTimeout as wait } from 'node:timers/promises';
import { isTransient } from '../faults.js';
import { restMs } from '../parking/schedule.js';
import type { Intake } from '../process-batch.js';
import type { DecideAgain } from './decide-again.js';
import type { ReconsiderationDeps } from './reconsideration.js';

const LOOK_MS = 5_000;

interface Parts {
  readonly intake: Intake;
  readonly decideAgain: DecideAgain;
  readonly deps: Pick<ReconsiderationDeps, 'waitForTimeline' | 'setAside' | 'retryLookMs'>;
}

/** Tries what was set aside again when it is due, and tells how much there is. Runs until stopped or the signal fires. */
export function keepTrying(parts: Parts, signal: AbortSignal): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const trying = keepLooking(parts, AbortSignal.any([stopping.signal, signal]));
  return {
    async stop() {
      stopping.abort();
      await trying;
      // Whichever process takes the work over tells from now on.
      tell(parts.intake, 0);
    },
  };
}

async function keepLooking(parts: Parts, until: AbortSignal): Promise<void> {
  const { intake, deps } = parts;
  for (let failed = 0; !until.aborted;) {
    try {
      await look(parts, until);
      failed = 0;
    } catch (error) {
      failed += 1;
      intake.logger.warn('What is set aside could not be tried again', { error });
    }
    await wait(restMs(deps.retryLookMs ?? LOOK_MS, failed), undefined, { signal: until }).catch(
      () => undefined,
    );
  }
}

async function look({ intake, decideAgain, deps }: Parts, until: AbortSignal): Promise<void> {
  const tried = { now: intake.clock(), version: intake.version };
  // In a turn: what is being set aside has ceased by then, and the view is waited for that shows it.
  const due = await intake.turns.storing.take(() => deps.setAside.due(tried));
  if (due.length > 0) await deps.waitForTimeline((await intake.store.headPosition()) ?? 0n);
  const faults: unknown[] = [];
  for (const each of due) {
    if (until.aborted) return;
    // What one of them meets that is not even its own must not keep the others waiting.
    await decideAgain.again(each).catch((error: unknown) => {
      if (isTransient(error)) throw error;
      faults.push(error);
    });
  }
  tell(intake, await deps.setAside.count());
  if (faults.length > 0) throw faults[0];
}

const tell = ({ metrics }: Pick<Intake, 'metrics'>, items: number): void =>
  metrics.set('throughline_set_aside_items', {}, items);
