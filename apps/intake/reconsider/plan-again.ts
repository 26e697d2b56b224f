import type { SharedItem } from '#journey';
import { layerOn, type StoredFacts } from '../memory/known-facts.js';
import { planningOf, type Intake } from '../process-batch.js';
import { appendFacts } from '../stages/append.js';
import { itemStream, type EventFor } from '../stages/origin.js';
import type { Planning } from '../stages/plan.js';
import { sealWhatLasts } from '../stages/sealing.js';
import { planAsking } from './ask-content.js';
import { planCease } from './cease.js';
import { shortfallsOf, type StaysShut } from './falling-short.js';
import { planMending } from './mend.js';
import type { StubWithContent } from './read-again.js';
import type { Reconsidered } from './reconsideration.js';
import { applyChanges, planRelease, type Change, type Changed, type Release } from './release.js';
import type { About, ReadToDecide } from './to-decide.js';

/** What deciding again stores, in this order. */
export interface PlannedAgain {
  readonly facts: readonly EventFor[];
  readonly changes: readonly Change[];
  readonly shortfalls: readonly EventFor[];
  readonly mended: number;
}

export interface StoredAgain extends Pick<Changed, 'position' | 'isBehind'> {
  readonly stored: StoredFacts;
  readonly counts: Readonly<Record<Counted, number>>;
}

type Counted = Exclude<Reconsidered, 'content_gone'>;

/** Everything at one moment. What is found out about who is who counts as known from here on. */
export async function planAgain(
  intake: Intake,
  { facts: doubtful, standing, stubs, gone }: ReadToDecide,
): Promise<PlannedAgain> {
  const { known } = intake.memory;
  const planning = planningOf(intake, layerOn(known));
  const mended = planMending(planning, doubtful);
  const ceasing = planCeasing(planning, standing);
  const releasing = stubs.map(({ held, trigger, content }) => planRelease(planning, held, content, trigger));
  const releases = await sealWhatLasts(intake.vault, releasing);
  const asking = gone.map(([held, trigger]) => planAsking(held, trigger, planning.now));
  const asked = (await sealWhatLasts(intake.vault, asking)).flatMap((each) => each ?? []);
  const lasting = releases.flatMap((each) => each ?? []);
  // On a layer up to here: of a record that was erased nothing is stored, and so nothing known.
  known.adopt([...mended.map(({ own }) => own), ...lasting.flatMap(({ own }) => own)]);
  const released = lasting.flatMap(changesOf);
  const shut = [...gone.map(withoutContent), ...staysShut(stubs, releases)];
  return {
    facts: [...mended, ...lasting.flatMap(({ facts }) => facts)],
    changes: [...ceasing, ...released, ...asked],
    shortfalls: shortfallsOf(shut, planning.now),
    mended: mended.length,
  };
}

/**
 * Facts first: after a crash in between, an item whose release is stored is not looked at again. They hold whether or not
 * every item could be changed.
 */
export async function storeAgain(
  { store }: Pick<Intake, 'store'>,
  { facts, changes, shortfalls, mended }: PlannedAgain,
): Promise<StoredAgain> {
  const stored = { facts, position: await appendFacts(store, facts) };
  const { applied, isBehind, position } = await applyChanges(store, changes);
  if (!isBehind && shortfalls.length > 0) await appendFacts(store, shortfalls);
  const count = (type: string) => applied.filter(({ event }) => event.type === type).length;
  const [ceased, released] = [count('ItemCeased'), count('ItemReleased')];
  return {
    ...{ stored, position, isBehind },
    counts: { mended, ceased, released, content_asked: count('ContentAsked') },
  };
}

function planCeasing(planning: Planning, standing: readonly About<SharedItem>[]): readonly Change[] {
  const changes = new Map<string, Change>();
  for (const about of standing) {
    const change = planCease(planning, ...about);
    if (change && !changes.has(change.stream)) changes.set(change.stream, change);
  }
  return [...changes.values()];
}

const changesOf = ({ held, released }: Release): readonly Change[] =>
  released ? [{ stream: itemStream(held.item), expected: held.revision, event: released }] : [];

const staysShut = (
  stubs: readonly StubWithContent[],
  releases: readonly (Release | undefined)[],
): readonly StaysShut[] =>
  stubs.flatMap(({ held: { item }, trigger }, at) =>
    releases[at]?.released ? [] : [{ item, trigger, why: 'NOT_OPENED' as const }],
  );

const withoutContent = ([{ item }, trigger]: ReadToDecide['gone'][number]): StaysShut => ({
  ...{ item, trigger },
  why: 'CONTENT_GONE',
});
