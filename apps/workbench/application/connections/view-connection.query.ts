import { Inject } from '@nestjs/common';
import { CommandBus, Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Uuid } from '#platform';
import type { ConnectionState, ConnectionWords, Sitting } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { barredAmong } from '../barred.js';
import { READERS, type Readers } from '../readers.js';
import { RecordView } from '../record-view.command.js';
import { referenceOf } from '../reference-of.js';
import { openText } from '../sealed-text.js';
import { familyOfConnection, mayAnswer } from './connection-family.js';
import { endContext, findConnection } from './connection-stream.js';

export interface ConnectionPage {
  readonly state: ConnectionState;
  readonly reference: string;
  /** Undefined where they were erased. */
  readonly words: ConnectionWords | undefined;
  readonly end: ConnectionWords | undefined;
}

export class ViewConnection extends Query<ConnectionPage | undefined> {
  constructor(
    readonly sitting: Sitting,
    readonly connection: Uuid,
  ) {
    super();
  }
}

/** For a second person, whose look is on record first. To anybody else it is no page. */
@QueryHandler(ViewConnection)
export class ViewConnectionHandler implements IQueryHandler<ViewConnection> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    private readonly commands: CommandBus,
  ) {}

  async execute({ sitting, connection }: ViewConnection): Promise<ConnectionPage | undefined> {
    const { store, vault, clock } = this.deps;
    const state = await findConnection(store, connection);
    if (state === undefined || !mayAnswer(state, sitting.viewer)) return undefined;
    const family = familyOfConnection(state);
    if ((await barredAmong(this.readers, sitting, [family], clock())).size > 0) return undefined;
    const recordedAs = (await this.readers.people.familyNamed(family)) ?? family;
    const { records } = state.declared;
    await this.commands.execute(new RecordView(sitting, 'CONNECTION', [], { recordedAs, family, records }));
    const [reference, words, end] = await Promise.all([
      referenceOf(this.readers.people, family),
      openText<ConnectionWords>(vault, state.declared.sealed, connection),
      state.ended && openText<ConnectionWords>(vault, state.ended.sealed, endContext(connection)),
    ]);
    return { state, reference, words, end };
  }
}
