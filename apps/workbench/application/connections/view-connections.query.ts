import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ConnectionState, Sitting } from '#access';
import { barredAmong } from '../barred.js';
import { READERS, type Readers } from '../readers.js';
import { referenceOf } from '../reference-of.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { familyOfConnection, mayAnswer } from './connection-family.js';

export interface ConnectionListed {
  readonly state: ConnectionState;
  /** What the family is called. */
  readonly reference: string;
}

export interface ConnectionLists {
  /** About the viewer or declared by them, without a word of the family. */
  readonly own: readonly ConnectionState[];
  /** That a second person has to look into, or has. Less those of the viewer's own family. */
  readonly others: readonly ConnectionListed[];
}

export class ViewConnections extends Query<ConnectionLists> {
  constructor(readonly sitting: Sitting) {
    super();
  }
}

/** Staff ids, kinds, references and days: no name and no word of what was said. */
@QueryHandler(ViewConnections)
export class ViewConnectionsHandler implements IQueryHandler<ViewConnections> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  async execute({ sitting }: ViewConnections): Promise<ConnectionLists> {
    const { viewer } = sitting;
    const own = await this.readers.connections.concerning(viewer.staff);
    if (viewer.role !== 'IG_LEAD' && viewer.role !== 'DECISION_MANAGER') return { own, others: [] };
    const listed = await this.readers.connections.list(viewer.role === 'IG_LEAD' ? undefined : viewer.agency);
    const shown = listed.filter((state) => mayAnswer(state, viewer));
    const named = shown.map(familyOfConnection);
    const barred = await barredAmong(this.readers, sitting, named, this.deps.clock());
    const others = shown.filter((state) => !barred.has(familyOfConnection(state)));
    return {
      own,
      others: await Promise.all(
        others.map(async (state) => ({
          state,
          reference: await referenceOf(this.readers.people, familyOfConnection(state)),
        })),
      ),
    };
  }
}
