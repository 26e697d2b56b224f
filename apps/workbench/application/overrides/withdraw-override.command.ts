import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Uuid } from '#platform';
import { ROLE_POLICIES, type Sitting } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { sealWords, takeOverride, withdrawalContext, type OverrideTaken } from './override-stream.js';

/** Ends what was authorised. Who does it, and their post, come from the sign-in, never from the form. */
export class WithdrawOverride extends Command<OverrideTaken> {
  constructor(
    readonly sitting: Sitting,
    readonly override: Uuid,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(WithdrawOverride)
export class WithdrawOverrideHandler implements ICommandHandler<WithdrawOverride> {
  constructor(@Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps) {}

  async execute({ sitting, override, reason }: WithdrawOverride): Promise<OverrideTaken> {
    const { store, vault, clock } = this.deps;
    const { staff, role, agency, profession, displayName } = sitting.viewer;
    const by = { person: staff, role: ROLE_POLICIES[role].words, organisation: agency, profession };
    const words = { name: displayName, reason };
    const sealed = await sealWords(vault, override, withdrawalContext(override), words);
    const withdrawal = { by, reason, at: clock().toISOString() };
    return takeOverride(store, override, staff, { kind: 'WITHDRAW', withdrawal, sealed });
  }
}
