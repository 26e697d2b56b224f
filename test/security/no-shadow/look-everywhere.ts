import type { FamilyId } from '#platform';
import type { Visitor } from '../../../apps/workbench/testing/visitor.js';
import { askToOverride } from './ask-to-override.js';
import type { Cast } from './events.js';
import type { History } from './history.js';
import { lookAsGovernance } from './look-as-governance.js';
import {
  addressesOf,
  guessAddresses,
  hiddenItemOf,
  lookAtFamilies,
  lookAtReviews,
} from './look-at-families.js';
import { askForReceipts, lookAsPublisher } from './look-as-publisher.js';
import { Looker, type Answers } from './looker.js';
import { withoutMoments, withoutOrder } from './normalise.js';
import { openInEmergency } from './open-in-emergency.js';
import { searchEveryWay } from './search-every-way.js';
import type { World } from './world.js';

/** Under the rules that know overrides. */
const TODAY = Date.parse('2026-11-25T10:00:00Z');
/** More than the milliseconds that one run takes of the pages' clock. */
const APART = 10_000;

export interface Looking {
  readonly cast: Cast;
  readonly history: History;
  /** The machine's time, by which the feed takes events: the same for both worlds. */
  readonly now: Date;
  /** Whether the pages of governance are compared too. */
  readonly governance: boolean;
  /** Whether the viewer asks for an override and opens an emergency view as well. */
  readonly acts: boolean;
}

/** Every answer that this viewer, and whoever else may not know of the hidden item, can get about these children. */
export async function lookEverywhere(world: World, looking: Looking): Promise<ReadonlyMap<string, string>> {
  const { cast, history, now, governance, acts } = looking;
  const answers: Answers = new Map();
  const tick = ticking(world, TODAY + cast.run * APART);
  const { statements } = world;
  const viewer = new Looker({ visitor: world.viewer(history.viewer), answers, tick, statements });
  const families = await lookAtFamilies(viewer, cast, history);
  await lookAtReviews(viewer, cast, history.viewer);
  await guessAddresses(viewer.named('guessed '), cast, history);
  await searchEveryWay(viewer, cast);
  await askForReceipts(world, answers, cast, history);
  const [family] = families;
  if (acts && family !== undefined) await act(world, { cast, history, viewer, answers, family, tick });
  const others = { answers, tidy: withoutMoments };
  if (governance) {
    await world.level();
    const audit = new Looker({ ...others, visitor: world.governance, as: 'governance ', tick });
    await lookAsGovernance(audit, { cast, history, level: () => world.level() });
  }
  world.at(now);
  const publisher = {
    ...others,
    tidy: withoutOrder,
    visitor: world.publisher,
    as: 'hospital ',
    tick: () => undefined,
  };
  await lookAsPublisher(new Looker(publisher), cast, history);
  return answers;
}

function ticking(world: World, from: number): () => void {
  let passed = 0;
  return () => world.at(new Date(from + (passed += 1)));
}

interface Acting extends Pick<Looking, 'cast' | 'history'> {
  readonly viewer: Looker;
  readonly answers: Answers;
  readonly family: FamilyId;
  readonly tick: () => void;
}

/** Asks for an override and opens an emergency view, and looks again after each. */
async function act(world: World, { cast, history, viewer, answers, family, tick }: Acting): Promise<void> {
  const { statements } = world;
  const { hiding, agency } = history.hidden;
  const forAnother = hiding === 'for another team';
  // What somebody does who may know of the hidden item is done in both worlds, and not compared.
  const looker = (visitor: Visitor, as: string, isBlind: boolean) =>
    new Looker({ visitor, answers: isBlind ? answers : new Map<string, string>(), as, tick, statements });
  const manager = looker(world.manager, 'manager ', !forAnother || history.viewer === 'front door');
  const custodian = looker(world.custodian, 'custodian ', forAnother || agency !== 'clinic');
  const guessed = hiddenItemOf(cast, history);
  await askToOverride({ world, viewer, manager, family, guessed });
  await lookAgain(viewer.named('when answered '), cast);
  await openInEmergency({ world, viewer, manager, custodian, family });
  if (!forAnother && !isApart(history)) return;
  await lookAgain(viewer.named('in an emergency '), cast);
  await searchEveryWay(viewer.named('in an emergency '), cast);
}

/** The hidden item is of another family than the items, so that an emergency view of theirs does not open it. */
const isApart = ({ items, hidden }: History): boolean =>
  [hidden, ...items].every(({ sibling, home }) => !sibling && home !== 'shared') &&
  items.every(({ child }) => child !== hidden.child);

async function lookAgain(looker: Looker, cast: Cast): Promise<void> {
  for (const family of addressesOf(cast)) await looker.get(`/families/${family}/timeline`);
}
