import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { EmergencyListed } from '#governance';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { barredAmong, type Looking } from '../barred.js';
import { READERS, type Readers } from '../readers.js';
import { referenceOf } from '../reference-of.js';

export interface EmergencyRow extends EmergencyListed {
  readonly reference: string;
}

export class ViewEmergencies extends Query<readonly EmergencyRow[]> {
  constructor(readonly who: Looking) {
    super();
  }
}

/** What the viewer's agency has to review, but of their own family. A custodian learns which family, and nothing else of it. */
@QueryHandler(ViewEmergencies)
export class ViewEmergenciesHandler implements IQueryHandler<ViewEmergencies> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  async execute({ who }: ViewEmergencies): Promise<readonly EmergencyRow[]> {
    const listed = await this.readers.emergencies.forReview(who.viewer.agency);
    const families = listed.map(({ family }) => family);
    const barred = await barredAmong(this.readers, who, families, this.deps.clock());
    const shown = listed.filter(({ family }) => !barred.has(family));
    return Promise.all(
      shown.map(async (each) => ({
        ...each,
        reference: await referenceOf(this.readers.people, each.family),
      })),
    );
  }
}
