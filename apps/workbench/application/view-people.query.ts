import { Inject } from '@nestjs/common';
import { CommandBus, Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FamilyId } from '#platform';
import type { Sitting } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { findFamilyView, type FamilyView } from './family-view.js';
import { READERS, type Readers } from './readers.js';
import { RecordView } from './record-view.command.js';

export interface PeoplePage {
  readonly view: FamilyView;
}

export class ViewPeople extends Query<PeoplePage | undefined> {
  constructor(
    readonly sitting: Sitting,
    readonly family: FamilyId,
  ) {
    super();
  }
}

@QueryHandler(ViewPeople)
export class ViewPeopleHandler implements IQueryHandler<ViewPeople> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    private readonly commands: CommandBus,
  ) {}

  async execute({ sitting, family }: ViewPeople): Promise<PeoplePage | undefined> {
    const view = await findFamilyView(this.readers, sitting, family, this.deps.clock());
    if (view === undefined) return undefined;
    await this.commands.execute(new RecordView(view.sitting, 'PEOPLE', [], view));
    return { view };
  }
}
