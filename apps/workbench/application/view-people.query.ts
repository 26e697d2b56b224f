import { Inject } from '@nestjs/common';
import { CommandBus, Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FamilyId } from '#platform';
import type { PersonRelationship } from '#identity';
import type { Sitting } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { findFamilyView, type FamilyView } from './family-view.js';
import { READERS, type Readers } from './readers.js';
import { RecordView } from './record-view.command.js';

export interface PeoplePage {
  readonly view: FamilyView;
  /** Between people whom the viewer may see, as stated by agencies whose records of them the viewer sees. */
  readonly relationships: readonly PersonRelationship[];
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
    const [view, stated] = await Promise.all([
      findFamilyView(this.readers, sitting, family, this.deps.clock()),
      this.readers.people.relationshipsOfFamily(family),
    ]);
    if (view === undefined) return undefined;
    await this.commands.execute(new RecordView(sitting, 'PEOPLE', [], family));
    const agencies = new Map(
      view.persons.map(({ person, records }) => [person, records.map(({ agency }) => agency)]),
    );
    const relationships = stated.filter(
      ({ from, to, agency }) => agencies.get(from)?.includes(agency) && agencies.get(to)?.includes(agency),
    );
    return { view, relationships };
  }
}
