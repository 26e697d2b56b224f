import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { FeedReader } from '#feed';
import type { HeldItem, SharedItem, TimelineItem } from '#journey';
import type { AgreementId, ItemId } from '#platform';
import { isPermitted } from '#sharing';
import { layerOn } from '../memory/known-facts.js';
import { parted } from '../parted.js';
import { wholeMemory } from '../plan-then-store.js';
import { planningOf, type Intake } from '../process-batch.js';
import type { Planning } from '../stages/plan.js';
import { isTakenBack } from './ask-content.js';
import { planCease } from './cease.js';
import { isSoOrFaulty } from './faulty.js';
import { restrictedStubs } from './in-emergency.js';
import { agreementsConcerned, recordsConcerned } from './opening.js';
import { mayBringUp, overriddenBy } from './overriding.js';
import { readAgain, type StubWithContent } from './read-again.js';
import type { ReconsiderationDeps } from './reconsideration.js';
import { comesUp } from './release.js';
import type { About, ReadToDecide, ToDecide } from './to-decide.js';
import type { Trigger } from './triggers.js';
import type { Concern } from './work.js';

/** So many items are looked at and decided together. */
const TOGETHER = 50;

/** Everything that may have changed, as the views show it. */
interface Candidates {
  /** Each item with everything that may end it. */
  readonly standing: readonly (readonly About<SharedItem>[])[];
  readonly stubs: readonly About<HeldItem>[];
}

/** Finds in the views and the feed what has to be decided again. Changes nothing. */
export class WhatChanges {
  constructor(
    private readonly intake: Intake,
    private readonly feed: FeedReader,
    private readonly timeline: ReconsiderationDeps['timeline'],
    private readonly tellGone: (count: number) => void,
  ) {}

  /**
   * Part by part, each looked at when it is asked for, on what is known by then; in most of them nothing changes. Where the
   * memory was folded anew meanwhile, what was looked at before stands, and the rest is looked for again.
   */
  async *parts(wanted: ToDecide): AsyncGenerator<ReadToDecide> {
    const settled = new Set<ItemId>();
    let { facts } = wanted;
    for (let isWhole = false; !isWhole;) {
      const edition = await this.edition();
      const isStill = () => edition !== undefined && edition === this.intake.memory.edition;
      for (const part of partsOf(await this.find(wanted, settled))) {
        const read = await this.look(part);
        isWhole = isStill();
        if (!isWhole) break;
        for (const [{ item }] of [...part.standing.flat(), ...part.stubs]) settled.add(item);
        this.mention(read.gone.length);
        yield { ...read, facts };
        facts = [];
      }
    }
  }

  private mention(gone: number): void {
    this.tellGone(gone);
    if (gone > 0) this.intake.logger.warn('The feed no longer has the content of stubs', { count: gone });
  }

  private async edition(): Promise<number | undefined> {
    await wholeMemory(this.intake);
    return this.intake.memory.edition;
  }

  private async find({ triggers, concerns }: ToDecide, settled: ReadonlySet<ItemId>): Promise<Candidates> {
    const { overrides } = this.intake.memory.known;
    const all = [
      ...(await this.itemsOf([...overriddenBy(triggers, overrides), ...concerns])),
      ...(await this.itemsFor(triggers)),
      ...(await restrictedStubs(this.timeline, triggers)),
    ];
    const found = all.filter(([{ item }]) => !settled.has(item));
    const stubs = found
      .filter(isStub)
      .filter(([held, trigger]) => mayBringUp(trigger, held.item, overrides) && !isTakenBack(held));
    return { standing: byItem(found.filter(isShared)), stubs: firstOfEach(stubs) };
  }

  private async look({ standing, stubs }: Candidates): Promise<Omit<ReadToDecide, 'facts'>> {
    const changing = this.changing(standing.flat());
    await turnOfOthers();
    return { standing: changing, ...(await this.comingUp(stubs)) };
  }

  /**
   * Most stay as they are, and only the rest has to be planned between what arrives. Whatever alters one of them later is a
   * change of its own, and has it looked at again.
   */
  private changing(standing: readonly About<SharedItem>[]): readonly About<SharedItem>[] {
    const planning = this.planning();
    return standing.filter((about) => isSoOrFaulty(() => planCease(planning, ...about) !== undefined));
  }

  /** To see what would change; nothing is taken in. */
  private planning(): Planning {
    return planningOf(this.intake, layerOn(this.intake.memory.known));
  }

  private async itemsOf(concerns: readonly Concern[]): Promise<readonly About<TimelineItem>[]> {
    const found: About<TimelineItem>[] = [];
    for (const [id, trigger] of concerns) {
      const item = await this.timeline.item(id);
      if (item) found.push([item, trigger]);
    }
    return found;
  }

  /** Each with the end of what it stands on, or with the last change that may alter it. */
  private async itemsFor(triggers: readonly Trigger[]): Promise<readonly About<TimelineItem>[]> {
    const { known } = this.intake.memory;
    const ofRecords = lastOf(triggers, (trigger) => recordsConcerned(known, trigger));
    const ofAgreements = lastOf(triggers, (trigger) => agreementsConcerned(known, trigger));
    if (ofRecords.size + ofAgreements.size === 0) return [];
    const items = await this.timeline.itemsAbout([...ofRecords.keys()], [...ofAgreements.keys()]);
    return items.flatMap((item) => {
      const causes = [
        ...agreementsUnder(item).map((each) => ofAgreements.get(each)),
        ...item.people.map(({ record }) => ofRecords.get(record)),
      ];
      const cause = causes.find((found) => found);
      return cause ? [[item, cause] as const] : [];
    });
  }

  private async comingUp(
    about: readonly About<HeldItem>[],
  ): Promise<Pick<ReadToDecide, 'stubs' | 'gone' | 'faulty'>> {
    if (about.length === 0) return { stubs: [], gone: [], faulty: [] };
    const read = await readAgain(this.intake, this.feed, about);
    const planning = this.planning();
    // Of an override it is told what stays shut.
    const isWanted = ({ held, trigger, content }: StubWithContent) =>
      trigger.kind === 'OVERRIDDEN' || isSoOrFaulty(() => comesUp(planning, held, content));
    // An end seldom brings anything up: no agency is asked for content because of one.
    const gone = read.gone.filter(([, { kind }]) => kind !== 'ENDED');
    return { stubs: read.stubs.filter(isWanted), gone, faulty: read.faulty };
  }
}

/** What may end first, for that is quickly looked at. At least one part, for what else there is to decide. */
function partsOf({ standing, stubs }: Candidates): readonly Candidates[] {
  const parts = [
    ...parted(standing, TOGETHER).map((some) => ({ standing: some, stubs: [] })),
    ...parted(stubs, TOGETHER).map((some) => ({ standing: [], stubs: some })),
  ];
  return parts.length === 0 ? [{ standing: [], stubs: [] }] : parts;
}

/** An item in one part only: its second change would meet a revision that is gone. */
function byItem(about: readonly About<SharedItem>[]): readonly (readonly About<SharedItem>[])[] {
  const items = new Map<ItemId, About<SharedItem>[]>();
  for (const each of about) items.set(each[0].item, [...(items.get(each[0].item) ?? []), each]);
  return [...items.values()];
}

/** Each stub once, under the first change that may bring it up; the last found first. */
const firstOfEach = (stubs: readonly About<HeldItem>[]): readonly About<HeldItem>[] => [
  ...new Map(stubs.toReversed().map((about) => [about[0].item, about])).values(),
];

/** The last trigger that concerns each. */
function lastOf<Id>(
  triggers: readonly Trigger[],
  concernedBy: (trigger: Trigger) => readonly Id[],
): ReadonlyMap<Id, Trigger> {
  const causes = new Map<Id, Trigger>();
  for (const trigger of triggers) for (const id of concernedBy(trigger)) causes.set(id, trigger);
  return causes;
}

/** Those that what is shared of it stands on. */
const agreementsUnder = ({ decisions }: TimelineItem): readonly AgreementId[] =>
  decisions.filter(isPermitted).flatMap(({ standsOn }) => standsOn);

const isShared = (about: About<TimelineItem>): about is About<SharedItem> => about[0].state === 'SHARED';

/** What time ends brings nothing up. */
const isStub = (about: About<TimelineItem>): about is About<HeldItem> =>
  about[0].state !== 'SHARED' && about[1].kind !== 'LAPSED';
