import { setTimeout as wait } from 'node:timers/promises';
import { alone } from '../alone.js';
import type { HeldLease } from '../lease/leases.js';
import type { Intake } from '../process-batch.js';
import { createCheckpoint, type Checkpoint } from './checkpoint.js';
import type { DecideAgain } from './decide-again.js';
import { endedAgreements, endedByAge, lapsedItems, type Window } from './ended-by-clock.js';
import { parted } from '../parted.js';
import type { ClockDeps, ReconsiderationDeps } from './reconsideration.js';
import type { Standing } from './standing.js';
import type { Concern } from './work.js';

const LOOK_MS = 60_000;
/** Looked at once more: an item decided just before an end may be stored, and shown by the view, just after it. */
const OVERLAP_MS = 600_000;
/** So many are decided together. */
const TOGETHER = 50;

interface ClockworkParts {
  readonly intake: Intake;
  readonly decideAgain: DecideAgain;
  readonly deps: Pick<ReconsiderationDeps, 'timeline' | 'waitForTimeline'>;
  readonly clock: ClockDeps;
  readonly standing: Standing;
}

/**
 * Ceases what stood on agreements that ended by the clock alone, from the moment up to which that was done last, and
 * decides again whatever else time may have changed. Runs until stopped or the signal fires; what fails is looked at again.
 */
export function clockwork(
  parts: ClockworkParts,
  lease: HeldLease | undefined,
  signal: AbortSignal,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { checkpoint, lookMs = LOOK_MS } = parts.clock;
  // Through the lease's own connection: whoever lost the lease keeps no place.
  const place = lease ? createCheckpoint(lease.client, 'clock') : checkpoint;
  const until = AbortSignal.any([stopping.signal, signal]);
  const ticking = keepLooking(parts, place, lookMs, until);
  return {
    async stop() {
      stopping.abort();
      await ticking;
    },
  };
}

async function keepLooking(
  parts: ClockworkParts,
  place: Checkpoint,
  lookMs: number,
  until: AbortSignal,
): Promise<void> {
  while (!until.aborted) {
    try {
      await parts.standing.during('clock', look(parts, place));
      parts.standing.passed('clock');
    } catch (error) {
      parts.intake.logger.warn('What ended by the clock is looked for again', { error });
    }
    await wait(lookMs, undefined, { signal: until }).catch(() => undefined);
  }
}

async function look(parts: ClockworkParts, place: Checkpoint): Promise<void> {
  const upTo = parts.intake.clock().getTime();
  const after = Number((await place.find()) ?? 0n) - OVERLAP_MS;
  const isAhead = after < upTo;
  const decided = isAhead && (await lookAtAgreements(parts, { after, upTo }));
  // So that no item is decided twice because one moment ended two things.
  if (decided) await parts.deps.waitForTimeline((await parts.intake.store.headPosition()) ?? 0n);
  await lookAtItems(parts, upTo);
  if (isAhead) await place.put(BigInt(upTo));
}

/** True where anything was decided. */
async function lookAtAgreements(
  { intake, decideAgain, deps }: ClockworkParts,
  window: Window,
): Promise<boolean> {
  const { triggers, position } = await alone(intake, async () => {
    const { agreements, position } = intake.memory.known;
    return { triggers: endedAgreements(agreements.all(), window), position };
  });
  await deps.waitForTimeline(position);
  const { ageOfOwnAgreement } = intake.rulesetAt(new Date(window.upTo)).parameters;
  const concerns = await endedByAge(deps.timeline, ageOfOwnAgreement, window);
  for (const part of parted(triggers, TOGETHER)) await decide(decideAgain, part, []);
  for (const part of parted(concerns, TOGETHER)) await decide(decideAgain, [], part);
  return triggers.length + concerns.length > 0;
}

async function lookAtItems({ decideAgain, deps }: ClockworkParts, upTo: number): Promise<void> {
  for (const part of parted(await lapsedItems(deps.timeline, upTo), TOGETHER))
    await decide(decideAgain, [], part);
}

async function decide(
  decideAgain: DecideAgain,
  triggers: Parameters<DecideAgain['parts']>[0]['triggers'],
  concerns: readonly Concern[],
): Promise<void> {
  for await (const part of decideAgain.parts({ triggers, concerns, facts: [] }))
    await decideAgain.decide(part);
}
