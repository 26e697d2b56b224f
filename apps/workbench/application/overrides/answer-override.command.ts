import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ItemId, Uuid } from '#platform';
import { ROLE_POLICIES, type Sitting } from '#access';
import type { OverrideAnswerGiven, OverrideCommand } from '#sharing';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { answerContext, sealWords, takeOverride, type OverrideTaken } from './override-stream.js';

export interface OverrideReply {
  readonly says: string | undefined;
  readonly approved: readonly string[];
  readonly declined: readonly string[];
  readonly inRequestersLine: boolean | undefined;
  readonly reason: string;
}

/** The second person's answer, one of two; anything else is none. The name, post and organisation come from the sign-in, never from the form. */
export class AnswerOverride extends Command<OverrideTaken> {
  constructor(
    readonly sitting: Sitting,
    readonly override: Uuid,
    readonly reply: OverrideReply,
  ) {
    super();
  }
}

@CommandHandler(AnswerOverride)
export class AnswerOverrideHandler implements ICommandHandler<AnswerOverride> {
  constructor(@Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps) {}

  async execute({ sitting, override, reply }: AnswerOverride): Promise<OverrideTaken> {
    const { store, vault, clock } = this.deps;
    const { viewer } = sitting;
    const { says } = reply;
    if (says !== 'authorise' && says !== 'refuse') return { ok: false, faults: ['OVERRIDE.ANSWER_MISSING'] };
    const answer: OverrideAnswerGiven = {
      by: {
        ...{ person: viewer.staff, name: viewer.displayName, organisation: viewer.agency },
        ...{ role: ROLE_POLICIES[viewer.role].words, profession: viewer.profession },
        inRequestersLine: reply.inRequestersLine,
      },
      reason: reply.reason,
      at: clock().toISOString(),
    };
    const words = { name: viewer.displayName, reason: reply.reason };
    const sealed = await sealWords(vault, override, answerContext(override), words);
    const command: OverrideCommand =
      says === 'authorise'
        ? {
            ...{ kind: 'AUTHORISE', answer, sealed },
            approved: reply.approved as readonly ItemId[],
            declined: reply.declined as readonly ItemId[],
          }
        : { kind: 'REFUSE', answer, sealed };
    return takeOverride(store, override, viewer.staff, command);
  }
}
