import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Viewer } from '#access';
import type { EmergencyListed } from '#governance';
import { READERS, type Readers } from '../readers.js';

export interface EmergencyRow extends EmergencyListed {
  readonly reference: string;
}

export class ViewEmergencies extends Query<readonly EmergencyRow[]> {
  constructor(readonly viewer: Viewer) {
    super();
  }
}

/** What the viewer's agency has to review. A custodian learns which family, and nothing else of it. */
@QueryHandler(ViewEmergencies)
export class ViewEmergenciesHandler implements IQueryHandler<ViewEmergencies> {
  constructor(@Inject(READERS) private readonly readers: Readers) {}

  async execute({ viewer }: ViewEmergencies): Promise<readonly EmergencyRow[]> {
    const listed = await this.readers.emergencies.forReview(viewer.agency);
    return Promise.all(
      listed.map(async (each) => {
        const family = await this.readers.people.familyById(each.family);
        return { ...each, reference: family?.reference ?? '' };
      }),
    );
  }
}
