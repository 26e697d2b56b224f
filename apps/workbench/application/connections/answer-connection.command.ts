import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Uuid } from '#platform';
import { ROLE_POLICIES, type Viewer } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import {
  endContext,
  sealConnectionWords,
  takeConnection,
  type ConnectionTaken,
} from './connection-stream.js';

export class AnswerConnection extends Command<ConnectionTaken> {
  constructor(
    readonly viewer: Viewer,
    readonly connection: Uuid,
    readonly answer: { readonly says: string | undefined; readonly reason: string },
  ) {
    super();
  }
}

/** The second person's answer: it stands, or it ends. Anything else is no answer. */
@CommandHandler(AnswerConnection)
export class AnswerConnectionHandler implements ICommandHandler<AnswerConnection> {
  constructor(@Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps) {}

  async execute({ viewer, connection, answer }: AnswerConnection): Promise<ConnectionTaken> {
    const { store, vault, clock } = this.deps;
    const { staff, role, agency, displayName } = viewer;
    const by = { person: staff, role: ROLE_POLICIES[role].words, agency };
    const at = clock().toISOString();
    const { says, reason } = answer;
    if (says === 'confirm') return takeConnection(store, connection, staff, { kind: 'CONFIRM', by, at });
    if (says !== 'end') return { ok: false, faults: ['CONNECTION.ANSWER_MISSING'] };
    const words = { name: displayName, reason };
    const sealed = await sealConnectionWords(vault, connection, endContext(connection), words);
    return takeConnection(store, connection, staff, { kind: 'END', by, at, reason, sealed });
  }
}
