import { isTransient } from './faults.js';
import type { Intake } from './process-batch.js';

/**
 * Work on everything that is known, while nothing else is planned or stored. It plans on a layer over the memory, never
 * in it: what it stores has come back from the store before the next work begins, and what fails leaves no trace.
 */
export function alone<T>(
  { memory, turns }: Pick<Intake, 'memory' | 'turns'>,
  work: () => Promise<T>,
): Promise<T> {
  return turns.planning.take(() =>
    turns.storing.take(async () => {
      await memory.whole();
      try {
        const done = await work();
        await memory.level();
        return done;
      } catch (error) {
        // Some of it may be on its way to the store, and would be taken for known by what is planned next.
        if (isTransient(error)) memory.forget();
        throw error;
      }
    }),
  );
}
