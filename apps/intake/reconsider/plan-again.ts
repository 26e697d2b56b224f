import type { SharedItem } from '#journey';
import type { Vault } from '#vault';
import { layerOn, type StoredFacts } from '../memory/known-facts.js';
import { planningOf, type Intake } from '../process-batch.js';
import { appendFacts } from '../stages/append.js';
import { itemStream, type EventFor } from '../stages/origin.js';
import type { Planning } from '../stages/plan.js';
import { nothingToSeal, sealWhatLasts, type Sealing } from '../stages/sealing.js';
import { planAsking } from './ask-content.js';
import { planCease } from './cease.js';
import { shortfallsOf, type StaysShut } from './falling-short.js';
import { planMending } from './mend.js';
import type { StubWithContent } from './read-again.js';
import type { Reconsidered } from './reconsideration.js';
import type { Change } from './change.js';
import { applyChanges, planRelease, type Changed, type Release } from './release.js';
import { FaultyItems, type Faulty } from './faulty.js';
import { ceaseUndecided } from './set-aside.js';
import type { About, ReadToDecide } from './to-decide.js';

/** What deciding again stores, in this order. */
export interface PlannedAgain {
  readonly facts: readonly EventFor[];
  readonly changes: readonly Change[];
  readonly shortfalls: readonly EventFor[];
  readonly mended: number;
  /** What is shared of these ceases. */
  readonly faulty: readonly Faulty[];
}

export interface StoredAgain extends Pick<Changed, 'position' | 'isBehind'> {
  readonly stored: StoredFacts;
  readonly counts: Readonly<Record<Counted, number>>;
}

type Counted = Exclude<Reconsidered, 'content_gone'>;

/** Everything at one moment. What is found out about who is who counts as known from here on. */
export async function planAgain(intake: Intake, read: ReadToDecide): Promise<PlannedAgain> {
  const { known } = intake.memory;
  const { stubs, gone } = read;
  const planning = planningOf(intake, layerOn(known));
  const faulty = new FaultyItems(read.faulty);
  const mended = planMending(planning, read.facts);
  const ceasing = planCeasing(planning, read.standing, faulty);
  const releases = await planReleases(intake.vault, planning, stubs, faulty);
  const asked = await planAskings(intake.vault, planning, gone, faulty);
  const lasting = releases.flatMap((each) => each ?? []);
  // On a layer up to here: of a record that was erased nothing is stored, and so nothing known.
  known.adopt([...mended.map(({ own }) => own), ...lasting.flatMap(({ own }) => own)]);
  const released = lasting.flatMap(changesOf);
  const undecided = faulty.all().flatMap((each) => ceaseUndecided(planning, each) ?? []);
  const shut = [...gone.map(withoutContent), ...staysShut(stubs, releases)];
  return {
    facts: [...mended, ...lasting.flatMap(({ facts }) => facts)],
    changes: [...undecided, ...besides(undecided, [...ceasing, ...released, ...asked])],
    shortfalls: shortfallsOf(shut, planning.now),
    mended: mended.length,
    faulty: faulty.all(),
  };
}

/** Of an item that meets a fault under one trigger, nothing is told under another. */
const besides = (undecided: readonly Change[], others: readonly Change[]): readonly Change[] =>
  others.filter(({ stream }) => undecided.every((each) => each.stream !== stream));

async function planReleases(
  vault: Vault,
  planning: Planning,
  stubs: readonly StubWithContent[],
  faulty: FaultyItems,
): Promise<readonly (Release | undefined)[]> {
  const parts = stubs.map(
    ({ held, trigger, content }): Sealing<Release | undefined> =>
      faulty.orAdd(held, trigger, () => planRelease(planning, held, content, trigger)) ??
      nothingToSeal(undefined),
  );
  return sealWhatLasts(vault, parts, (at, error) => {
    const stub = stubs[at];
    if (stub) faulty.add({ item: stub.held, trigger: stub.trigger, error });
  });
}

async function planAskings(
  vault: Vault,
  planning: Planning,
  gone: ReadToDecide['gone'],
  faulty: FaultyItems,
): Promise<readonly Change[]> {
  const parts = gone.map(([held, trigger]) => planAsking(held, trigger, planning.now));
  const asked = await sealWhatLasts(vault, parts, (at, error) => {
    const [item, trigger] = gone[at] ?? [];
    if (item && trigger) faulty.add({ item, trigger, error });
  });
  return asked.flatMap((each) => each ?? []);
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

function planCeasing(
  planning: Planning,
  standing: readonly About<SharedItem>[],
  faulty: FaultyItems,
): readonly Change[] {
  const changes = new Map<string, Change>();
  for (const [item, trigger] of standing) {
    const change = faulty.orAdd(item, trigger, () => planCease(planning, item, trigger));
    if (change && !changes.has(change.stream)) changes.set(change.stream, change);
  }
  return [...changes.values()];
}

function changesOf({ held, released, decided }: Release): readonly Change[] {
  if (released) return [{ stream: itemStream(held.item), expected: held.revision, event: released }];
  return decided ? [decided] : [];
}

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
