import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Uuid } from '#platform';
import { ROLE_POLICIES } from '#access';
import type { Review } from '#governance';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { barredAmong, type Looking } from '../barred.js';
import { READERS, type Readers } from '../readers.js';
import { sealText } from '../sealed-text.js';
import { loadEmergency, takeVerdict, verdictContext, type EmergencyTaken } from './emergency-stream.js';

export class ReviewEmergency extends Command<EmergencyTaken> {
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

  async execute({ who, glass, verdict, reason }: ReviewEmergency): Promise<EmergencyTaken> {
    const { store, vault, clock } = this.deps;
    const { viewer } = who;
    const { state } = await loadEmergency(store, glass);
    if (state && (await barredAmong(this.readers, who, [state.broken.family], clock())).size > 0)
      return { ok: false, faults: ['EMERGENCY.NOT_OPENED'] };
    const by = { person: viewer.staff, role: ROLE_POLICIES[viewer.role].words, agency: viewer.agency };
    const review: Review = { by, verdict, reason, at: clock().toISOString() };
    const sealed = await sealText(vault, {
      ...{ record: glass, recordClass: 'R', context: verdictContext(glass, viewer.agency) },
      value: { name: viewer.displayName, reason },
    });
    return takeVerdict(store, review, glass, sealed);
  }
}
