import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Uuid } from '#platform';
import { ROLE_POLICIES } from '#access';
import type { EmergencyFault, Review, VerdictWords } from '#governance';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { barredAmong, type Looking } from '../barred.js';
import { READERS, type Readers } from '../readers.js';
import { openText, sealText } from '../sealed-text.js';
import { loadEmergency, takeVerdict, verdictContext } from './emergency-stream.js';

export type EmergencyReviewed =
  { readonly ok: true } | { readonly ok: false; readonly faults: readonly EmergencyFault[] };

export class ReviewEmergency extends Command<EmergencyReviewed> {
  constructor(
    readonly who: Looking,
    readonly glass: Uuid,
    readonly verdict: string | undefined,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(ReviewEmergency)
export class ReviewEmergencyHandler implements ICommandHandler<ReviewEmergency> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  async execute({ who, glass, verdict, reason }: ReviewEmergency): Promise<EmergencyReviewed> {
    const { store, vault, clock } = this.deps;
    const { viewer } = who;
    const { state } = await loadEmergency(store, glass);
    // Before anything is sealed: a key is made for good, whatever was sent.
    if (!state || (await barredAmong(this.readers, who, [state.broken.family], clock())).size > 0)
      return { ok: false, faults: ['EMERGENCY.NOT_OPENED'] };
    const by = { person: viewer.staff, role: ROLE_POLICIES[viewer.role].words, agency: viewer.agency };
    const review: Review = { by, verdict, reason, at: clock().toISOString() };
    const sealed = await sealText(vault, {
      ...{ record: glass, recordClass: 'R', context: verdictContext(glass, viewer.agency) },
      value: { name: viewer.displayName, reason },
    });
    const taken = await takeVerdict(store, review, glass, sealed);
    if (taken.ok || !taken.faults.includes('EMERGENCY.ALREADY_REVIEWED')) return taken;
    return (await this.isGiven(glass, review)) ? { ok: true } : taken;
  }

  /** Of a form that is sent twice, both are shown what the first led to; one that was changed is another. */
  private async isGiven(glass: Uuid, { by, verdict, reason }: Review): Promise<boolean> {
    const { store, vault } = this.deps;
    const { state } = await loadEmergency(store, glass);
    const given = state?.reviews.find((each) => each.by.person === by.person && each.by.agency === by.agency);
    if (given === undefined || given.verdict !== verdict) return false;
    const words = await openText<VerdictWords>(vault, given.sealed, verdictContext(glass, by.agency));
    return words?.reason === reason;
  }
}
