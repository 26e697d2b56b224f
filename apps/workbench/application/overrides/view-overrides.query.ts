import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FamilyId, ItemId } from '#platform';
import type { Sitting } from '#access';
import type { OwedDisclosure } from '#governance';
import { isMissedApproval, standingOfOverride, type OverrideState } from '#sharing';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { barredAmong, hubFamilies } from '../barred.js';
import { everyViewIn, type FamilyView } from '../family-view.js';
import { lookAt } from '../look-at.js';
import { owingOf } from '../owing-of.js';
import { READERS, type Readers } from '../readers.js';
import { referenceOf } from '../reference-of.js';
import { usualSitting } from '../viewer-facts.js';

export interface OverrideListed {
  readonly state: OverrideState;
  readonly family: string;
}

export interface OwedListed {
  readonly disclosure: OwedDisclosure;
  /** The family in which the viewer knows of the item now; undefined where they no longer do. */
  readonly view: Pick<FamilyView, 'family' | 'reference'> | undefined;
}

export interface OverrideLists {
  /** Not asked by the viewer, in time, and the viewer holds a post that may. Oldest first. */
  readonly toAuthorise: readonly OverrideListed[];
  /** What the viewer asked for, newest first. */
  readonly asked: readonly OverrideListed[];
  /** Approval that was owed and did not come, of those that the viewer may open. */
  readonly missed: readonly OverrideListed[];
  /** Shown to the viewer's team, and nobody has asked for the approval that it owes. */
  readonly owed: readonly OwedListed[];
  readonly now: Date;
}

export class ViewOverrides extends Query<OverrideLists> {
  constructor(readonly sitting: Sitting) {
    super();
  }
}

/** References, rows and days alone: no name and no word of a record, so no look is on record. */
@QueryHandler(ViewOverrides)
export class ViewOverridesHandler implements IQueryHandler<ViewOverrides> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  async execute({ sitting }: ViewOverrides): Promise<OverrideLists> {
    const now = this.deps.clock();
    const { staff, profession } = sitting.viewer;
    const { states, disclosures } = await this.read(sitting, now);
    const others = states.filter(({ requester }) => requester.person !== staff);
    const open = others.filter((each) =>
      ['WAITING', 'APPROVAL_OWED'].includes(standingOfOverride(each, now.getTime())),
    );
    const asked = states.filter(({ requester }) => requester.person === staff);
    const mayBeOpened = profession === undefined ? asked : states;
    const missed = mayBeOpened.filter((each) => isMissedApproval(each, now.getTime()));
    const unsettled = stillOwed(disclosures, states, sitting);
    const [references, views] = await Promise.all([
      this.referencesOf(states.map(({ family }) => family)),
      this.viewsOf(unsettled, sitting, now),
    ]);
    const named = (list: readonly OverrideState[]) =>
      list.map((state) => ({ state, family: references.get(state.family) ?? '' }));
    return {
      toAuthorise: profession === undefined ? [] : named(open).reverse(),
      asked: named(asked),
      missed: named(missed),
      owed: unsettled.map((disclosure) => ({ disclosure, view: views.get(disclosure.item) })),
      now,
    };
  }

  /** Who looked first may have known the family by another of its records than this viewer does. */
  private async viewsOf(
    owed: readonly OwedDisclosure[],
    sitting: Sitting,
    now: Date,
  ): Promise<ReadonlyMap<ItemId, FamilyView>> {
    const named = owed.flatMap(({ family }) => family ?? []);
    const families = await hubFamilies(this.readers, named);
    if (families.length === 0) return new Map();
    const sight = await lookAt(this.readers, usualSitting(sitting), families, now);
    return new Map(
      everyViewIn(sight).flatMap((view) =>
        [...view.held, ...view.items].map(({ item }) => [item, view] as const),
      ),
    );
  }

  /** Less what is of the viewer's own family. */
  private async read({ viewer, ...sitting }: Sitting, now: Date) {
    const { recipient, agency } = viewer;
    const [states, disclosures] = await Promise.all([
      this.readers.overrides.ofTeam(recipient.recipient, agency),
      this.readers.owing.ofTeam(recipient.recipient),
    ]);
    const families = [...states, ...disclosures].flatMap(({ family }) => family ?? []);
    const barred = await barredAmong(this.readers, { viewer, ...sitting }, families, now);
    const isShown = ({ family }: { readonly family: FamilyId | undefined }) =>
      family === undefined || !barred.has(family);
    return { states: states.filter(isShown), disclosures: disclosures.filter(isShown) };
  }

  private async referencesOf(families: readonly FamilyId[]): Promise<ReadonlyMap<FamilyId, string>> {
    const found = await Promise.all(
      [...new Set(families)].map(
        async (family) => [family, await referenceOf(this.readers.people, family)] as const,
      ),
    );
    return new Map(found);
  }
}

/** One line for an item and row: neither settled nor asked for. */
function stillOwed(
  disclosures: readonly OwedDisclosure[],
  states: readonly OverrideState[],
  { viewer }: Sitting,
): readonly OwedDisclosure[] {
  const owing = owingOf(disclosures, states, viewer.recipient.recipient);
  return disclosures.filter(({ item, row, record }) => {
    const fact = owing.get(item)?.find((each) => each.row === row && each.record === record);
    const isAsked = states.some((each) => each.row === row && each.items.some((one) => one.item === item));
    return fact?.settledAt === undefined && !isAsked;
  });
}
