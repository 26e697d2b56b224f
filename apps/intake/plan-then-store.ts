import { unavailable } from '#platform';
import type { StoredFacts } from './memory/known-facts.js';
import type { IntakeMemory } from './memory/intake-memory.js';
import type { Turns } from './memory/turns.js';

interface Parts {
  readonly memory: IntakeMemory;
  readonly turns: { readonly planning: Turns; readonly storing: Turns };
}

/**
 * Work through the memory, the next being planned while this is stored. What is planned counts as known from then on: where
 * it cannot be stored, or not as planned (undefined), all is forgotten and folded anew, and what was planned upon it throws
 * `INTAKE.PLANNED_ON_FORGOTTEN`.
 */
export async function planThenStore<Planned>(
  { memory, turns }: Parts,
  plan: () => Promise<Planned>,
  store: (planned: Planned) => Promise<StoredFacts | undefined>,
): Promise<void> {
  const orForget = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      memory.forget();
      throw error;
    }
  };
  const [planned, edition] = await turns.planning.take(async () => {
    await memory.whole();
    const { edition } = memory;
    return [await orForget(plan), edition] as const;
  });
  await turns.storing.take(async () => {
    if (edition !== memory.edition) throw plannedOnForgotten();
    const stored = await orForget(() => store(planned));
    if (stored) memory.stored(stored);
    else memory.forget();
  });
}

/** Resolves when the memory is whole: while it is folded anew, it knows next to nothing. */
export const wholeMemory = ({ memory, turns }: Parts): Promise<void> =>
  turns.planning.take(() => memory.whole());

const plannedOnForgotten = () =>
  unavailable(
    'INTAKE.PLANNED_ON_FORGOTTEN',
    'What was planned before could not be stored, so this is planned again',
  );
