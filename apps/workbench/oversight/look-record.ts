import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { createDisclose, type Disclose, type Disclosed } from '#governance';
import type { FamilyId, ItemId, Uuid } from '#platform';
import { currentRuleset } from '#sharing';
import { sittingOf } from '../access/current-sitting.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';

interface Looked {
  readonly page: Disclosed['page'];
  readonly family?: FamilyId | undefined;
  readonly items?: readonly ItemId[];
}

/** Looks of information governance, on record like any other: on row G1, which opens what was decided and no content. */
@Injectable()
export class LookRecord {
  private readonly disclose: Disclose;

  constructor(@Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps) {
    this.disclose = createDisclose(deps.store);
  }

  /** Throws `DISCLOSURE.NOT_RECORDED`: then show nothing. */
  async put(request: Request, { page, family, items = [] }: Looked): Promise<void> {
    const { viewer, purpose, reference } = sittingOf(request);
    const { staff, role, agency, recipient } = viewer;
    const at = this.deps.clock();
    await this.disclose({
      id: randomUUID() as string as Uuid,
      at,
      discloser: { staff, role, agency, recipient: recipient.recipient, purpose, reference },
      page,
      ...(family === undefined ? {} : { family }),
      items: items.map((item) => ({ item, row: 'G1' })),
      ruleset: currentRuleset(at).version,
    });
    this.deps.metrics.count('throughline_disclosures_total', { purpose });
  }
}
