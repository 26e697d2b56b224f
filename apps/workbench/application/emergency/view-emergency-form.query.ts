import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FamilyId } from '#platform';
import type { Sitting } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { findFamilyView, type FamilyView } from '../family-view.js';
import { READERS, type Readers } from '../readers.js';
import { usualSitting } from '../viewer-facts.js';

export class ViewEmergencyForm extends Query<Pick<FamilyView, 'family' | 'reference'> | undefined> {
  constructor(
    readonly sitting: Sitting,
    readonly family: FamilyId,
  ) {
    super();
  }
}

/** The reference alone of a family that the viewer knows of already. */
@QueryHandler(ViewEmergencyForm)
export class ViewEmergencyFormHandler implements IQueryHandler<ViewEmergencyForm> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  async execute({ sitting, family }: ViewEmergencyForm) {
    const now = this.deps.clock();
    const view = await findFamilyView(this.readers, usualSitting(sitting), family, now);
    return view && { family: view.family, reference: view.reference };
  }
}
