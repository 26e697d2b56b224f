import { Inject } from '@nestjs/common';
import { CommandBus, Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ItemId, RecordId, Uuid } from '#platform';
import type { Sitting } from '#access';
import {
  standingOfOverride,
  type AnswerWords,
  type OverrideStanding,
  type OverrideState,
  type OverrideWords,
} from '#sharing';
import type { TimelineItem } from '#journey';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { barredAmong } from '../barred.js';
import { findFamilyView } from '../family-view.js';
import { READERS, type Readers } from '../readers.js';
import { RecordView } from '../record-view.command.js';
import { referenceOf } from '../reference-of.js';
import { openText } from '../sealed-text.js';
import { usualSitting } from '../viewer-facts.js';
import { openingsOf, type OverrideOpening } from './override-openings.js';
import { answerContext, findOverride, withdrawalContext } from './override-stream.js';

export interface OverridePage {
  readonly state: OverrideState;
  readonly standing: OverrideStanding;
  readonly family: string;
  /** Undefined where they were erased. */
  readonly words: OverrideWords | undefined;
  readonly answer: AnswerWords | undefined;
  readonly withdrawal: AnswerWords | undefined;
  /** Whether each approved item is open to the teams it is for; empty while nothing is authorised, and when it is over. */
  readonly openings: ReadonlyMap<ItemId, OverrideOpening>;
  /** Another person's request, open, and the viewer holds a post that may answer. */
  readonly mayAnswer: boolean;
  readonly mayWithdraw: boolean;
  readonly now: Date;
}

export class ViewOverride extends Query<OverridePage | undefined> {
  constructor(
    readonly sitting: Sitting,
    readonly override: Uuid,
  ) {
    super();
  }
}

/** For who asked, and for those who may authorise in the same organisation or the team it is for; to others it is no page. */
@QueryHandler(ViewOverride)
export class ViewOverrideHandler implements IQueryHandler<ViewOverride> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    private readonly commands: CommandBus,
  ) {}

  async execute({ sitting, override }: ViewOverride): Promise<OverridePage | undefined> {
    const { vault, clock, store } = this.deps;
    const state = await findOverride(store, override);
    if (state === undefined || !isFor(state, sitting)) return undefined;
    if ((await barredAmong(this.readers, sitting, [state.family], clock())).size > 0) return undefined;
    // On record under the hub's own name: the requester's follows from what they saw.
    const { family: named } = state;
    const recordedAs = (await this.readers.people.familyNamed(named)) ?? named;
    const records = await this.recordsShown(sitting, state);
    await this.commands.execute(
      new RecordView(sitting, 'OVERRIDE', [], { recordedAs, family: named, records }),
    );
    const given = state.authorised ?? state.refused;
    const now = clock();
    const standing = standingOfOverride(state, now.getTime());
    const [family, words, answer, withdrawal, openings] = await Promise.all([
      referenceOf(this.readers.people, state.family),
      openText<OverrideWords>(vault, state.sealed, override),
      given && openText<AnswerWords>(vault, given.sealed, answerContext(override)),
      state.withdrawn && openText<AnswerWords>(vault, state.withdrawn.sealed, withdrawalContext(override)),
      standing === 'AUTHORISED' ? openingsOf(this.readers.timeline, state) : NONE_OPEN,
    ]);
    const isOpen = standing === 'WAITING' || standing === 'APPROVAL_OWED';
    const mayAnswer = isOpen && !isOwn(state, sitting) && sitting.viewer.profession !== undefined;
    const mayEnd = isOwn(state, sitting) || sitting.viewer.profession !== undefined;
    const may = { mayAnswer, mayWithdraw: standing === 'AUTHORISED' && mayEnd };
    return { state, standing, family, words, answer, withdrawal, openings, ...may, now };
  }

  /** Its words tell of the family as this viewer knows it; where they know nothing of it, of whom the items are about. */
  private async recordsShown(
    sitting: Sitting,
    { family, items }: OverrideState,
  ): Promise<readonly RecordId[]> {
    const view = await findFamilyView(this.readers, usualSitting(sitting), family, this.deps.clock());
    if (view) return view.records;
    const found = await Promise.all(items.map(({ item }) => this.readers.timeline.item(item)));
    return found.flatMap((item) => item?.people ?? []).flatMap(subjectRecord);
  }
}

const subjectRecord = ({ party, record }: TimelineItem['people'][number]): readonly RecordId[] =>
  party === 'SUBJECT' ? [record] : [];

const NONE_OPEN: OverridePage['openings'] = new Map();

const isOwn = ({ requester }: OverrideState, { viewer }: Sitting): boolean =>
  requester.person === viewer.staff;

function isFor(state: OverrideState, sitting: Sitting): boolean {
  const { profession, agency, recipient } = sitting.viewer;
  if (isOwn(state, sitting)) return true;
  if (profession === undefined) return false;
  return state.requester.organisation === agency || state.recipients.includes(recipient.recipient);
}
