import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { derivedUuid, type AgencyId, type FamilyId } from '#platform';
import { ROLE_POLICIES, type BrokenGlass, type Sitting } from '#access';
import {
  breakGlass,
  dangerOf,
  EMERGENCY_MS,
  emergencyFaults,
  isRestrictedItem,
  type EmergencyDraft,
  type EmergencyFault,
  type EmergencyWords,
  type GlassBroken,
} from '#governance';
import type { TimelineItem } from '#journey';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { findFamilyView } from '../family-view.js';
import { sealText } from '../sealed-text.js';
import { READERS, type Readers } from '../readers.js';
import { usualSitting } from '../viewer-facts.js';
import { openEmergency } from './emergency-stream.js';

export interface EmergencyAsk {
  /** Names the form: sent twice, it opens once. */
  readonly form: string;
  readonly words: Omit<EmergencyWords, 'name'>;
  readonly limb: EmergencyDraft['limb'];
  readonly understood: boolean;
}

export type EmergencyOpened =
  | { readonly ok: true; readonly glass: BrokenGlass }
  | { readonly ok: false; readonly faults: readonly EmergencyFault[] };

/** Undefined where the family is none for this viewer. */
export class BreakGlass extends Command<EmergencyOpened | undefined> {
  constructor(
    readonly sitting: Sitting,
    readonly family: FamilyId,
    readonly ask: EmergencyAsk,
  ) {
    super();
  }
}

/** Does the same for every family, whether or not it has anything to be opened; who is alerted stays in the record. */
@CommandHandler(BreakGlass)
export class BreakGlassHandler implements ICommandHandler<BreakGlass> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  async execute({ sitting, family: named, ask }: BreakGlass): Promise<EmergencyOpened | undefined> {
    const { clock, store, vault } = this.deps;
    const now = clock();
    const view = await findFamilyView(this.readers, usualSitting(sitting), named, now);
    if (view === undefined) return undefined;
    const items = await this.readers.timeline.itemsOfFamilies([view.recordedAs]);
    // Called as its viewer sees it: the hub's own name may follow from what neither they nor a reviewer may know of.
    const draft = draftOf({ sitting, family: view.family, ask, now, owners: ownersOf(items) });
    const faults = emergencyFaults(draft);
    if (faults.length > 0) return { ok: false, faults };
    const sealed = await sealText(vault, {
      ...{ record: draft.glass, recordClass: 'R', context: draft.glass },
      value: draft.words,
    });
    const outcome = breakGlass(draft, sealed);
    if (!outcome.ok) return outcome;
    return { ok: true, glass: glassOf(await openEmergency(store, outcome.event.data)) };
  }
}

const ownersOf = (items: readonly TimelineItem[]): readonly AgencyId[] =>
  [...new Set(items.filter(isRestrictedItem).map(({ agency }) => agency))].sort();

function draftOf(given: {
  readonly sitting: Sitting;
  readonly family: FamilyId;
  readonly ask: EmergencyAsk;
  readonly now: Date;
  readonly owners: readonly AgencyId[];
}): EmergencyDraft {
  const { sitting, family, ask, now, owners } = given;
  const { viewer, purpose, reference } = sitting;
  const { staff } = viewer;
  return {
    glass: derivedUuid('emergency', staff, family, purpose, reference, ask.form),
    by: { person: staff, role: ROLE_POLICIES[viewer.role].words, agency: viewer.agency },
    recipient: viewer.recipient.recipient,
    ...{ family, purpose, reference, owners },
    at: now.toISOString(),
    until: new Date(now.getTime() + EMERGENCY_MS).toISOString(),
    ...{ limb: ask.limb, understood: ask.understood },
    words: { ...ask.words, name: viewer.displayName },
  };
}

const glassOf = (broken: GlassBroken): BrokenGlass => ({
  ...{ glass: broken.glass, family: broken.family, until: broken.until },
  danger: dangerOf(broken),
});
