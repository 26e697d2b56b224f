import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { createDisclose, type Disclose, type Disclosed } from '#governance';
import type { Sitting } from '#access';
import type { FamilyId, ItemId, PersonId, RecordId, Uuid } from '#platform';
import { currentRuleset } from '#sharing';
import { sittingOf } from '../access/current-sitting.js';
import { NoSuchPage } from '../access/go-to.js';
import { barredAmong } from '../application/barred.js';
import { connectionsOf, isBarring } from '../application/connected.js';
import { READERS, type Readers } from '../application/readers.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';

interface Looked {
  readonly page: Disclosed['page'];
  readonly family?: FamilyId | undefined;
  readonly records?: readonly RecordId[];
  readonly items?: readonly ItemId[];
  /** Told of beside the family and whom the items are about. */
  readonly persons?: readonly PersonId[];
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
  async put(request: Request, looked: Looked): Promise<void> {
    const sitting = sittingOf(request);
    await this.barOwnFamily(sitting, looked);
    const { page, family, records = [], items = [] } = looked;
    const { viewer, purpose, reference } = sitting;
    const { staff, role, agency, recipient } = viewer;
    const at = this.deps.clock();
    await this.disclose({
      id: randomUUID() as string as Uuid,
      at,
      discloser: { staff, role, agency, recipient: recipient.recipient, purpose, reference },
      page,
      ...(family === undefined ? {} : { family }),
      records,
      items: items.map((item) => ({ item, row: 'G1' })),
      ruleset: currentRuleset(at).version,
    });
    this.deps.metrics.count('throughline_disclosures_total', { purpose });
  }

  /** Throws `NoSuchPage`. Also for what is written without a look, such as a verdict. */
  async barOwnFamily(sitting: Sitting, of: Omit<Looked, 'page'>): Promise<void> {
    if (await this.isOfOwnFamily(sitting, of)) throw new NoSuchPage();
  }

  /** Whether any of it is of the viewer's own family, of which no answer may tell. */
  async isOfOwnFamily(
    sitting: Sitting,
    { family, items = [], persons = [] }: Omit<Looked, 'page'>,
  ): Promise<boolean> {
    if (!(await connectionsOf(this.readers, sitting)).some(isBarring)) return false;
    const { timeline, people } = this.readers;
    const found = await Promise.all(items.map((item) => timeline.item(item)));
    const named = found.flatMap((item) => item?.people.map(({ person }) => person) ?? []);
    const families = await Promise.all([...persons, ...named].map((person) => people.familyOf(person)));
    const told = [...(family ? [family] : []), ...families.flatMap((each) => each?.family ?? [])];
    return (await barredAmong(this.readers, sitting, told, this.deps.clock())).size > 0;
  }
}
