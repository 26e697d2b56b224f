import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { createDisclose, type Disclose, type Disclosed } from '#governance';
import type { Sitting } from '#access';
import type { FamilyId, ItemId, Uuid } from '#platform';
import { currentRuleset } from '#sharing';
import { sittingOf } from '../access/current-sitting.js';
import { NoSuchPage } from '../access/go-to.js';
import { barredAmong } from '../application/barred.js';
import { READERS, type Readers } from '../application/readers.js';
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

  constructor(
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    @Inject(READERS) private readonly readers: Readers,
  ) {
    this.disclose = createDisclose(deps.store);
  }

  /** Throws `DISCLOSURE.NOT_RECORDED`: then show nothing; `NoSuchPage` for what is of the viewer's own family. */
  async put(request: Request, { page, family, items = [] }: Looked): Promise<void> {
    const sitting = sittingOf(request);
    await this.barOwnFamily(sitting, family, items);
    const { viewer, purpose, reference } = sitting;
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

  private async barOwnFamily(
    sitting: Sitting,
    family: FamilyId | undefined,
    items: readonly ItemId[],
  ): Promise<void> {
    const { timeline, people } = this.readers;
    const found = (await Promise.all(items.map((item) => timeline.item(item)))).flatMap(
      (item) => item?.people ?? [],
    );
    const families = await Promise.all(found.map(({ person }) => people.familyOf(person)));
    const named = [...(family ? [family] : []), ...families.flatMap((each) => each?.family ?? [])];
    if ((await barredAmong(this.readers, sitting, named, this.deps.clock())).size > 0) throw new NoSuchPage();
  }
}
