import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { StorePosition } from '#event-store';
import { derivedUuid, type FamilyId, type RecordId, type Uuid } from '#platform';
import { waitForProjection } from '#read-store';
import {
  declareFaults,
  ROLE_POLICIES,
  type Connection,
  type ConnectionDraft,
  type ConnectionFault,
  type ConnectionKind,
  type Sitting,
} from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { barredAmong } from '../barred.js';
import { familyQuoted } from '../family-quoted.js';
import { findFamilyView } from '../family-view.js';
import { READERS, type Readers } from '../readers.js';
import { usualSitting } from '../viewer-facts.js';
import { findConnection, sealConnectionWords, takeConnection } from './connection-stream.js';

export interface ConnectionAsk {
  /** Names the form: sent twice, it declares once. */
  readonly form: string;
  readonly kind: string | undefined;
  /** Whom it is about: the one who declares where absent. */
  readonly staff: string | undefined;
  readonly reason: string;
}

export type ConnectionTold =
  | { readonly ok: true; readonly connection: Connection; readonly isOwn: boolean }
  | { readonly ok: false; readonly faults: readonly ConnectionFault[] };

/** `family`: as the viewer sees it, or by the reference that governance knows it by. */
export class DeclareConnection extends Command<ConnectionTold | undefined> {
  constructor(
    readonly sitting: Sitting,
    readonly family: { readonly seen: FamilyId } | { readonly reference: string },
    readonly ask: ConnectionAsk,
  ) {
    super();
  }
}

/** Undefined where the family is none for this viewer. Of a family without anything to show it does the same. */
@CommandHandler(DeclareConnection)
export class DeclareConnectionHandler implements ICommandHandler<DeclareConnection> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  async execute({ sitting, family, ask }: DeclareConnection): Promise<ConnectionTold | undefined> {
    const connection = derivedUuid('connection', sitting.viewer.staff, JSON.stringify(family), ask.form);
    // Before the family is looked for, which who has just declared that they are of it sees no more.
    const before = await this.told(sitting, connection);
    if (before) return before;
    const records =
      'seen' in family
        ? await this.recordsSeen(sitting, family.seen)
        : await this.recordsOf(sitting, family.reference);
    if (records === undefined) return undefined;
    const draft = this.draftOf(sitting, connection, records, ask);
    const faults = declareFaults(draft);
    if (faults.length > 0) return { ok: false, faults };
    return this.declare(sitting, draft);
  }

  private async declare(sitting: Sitting, draft: ConnectionDraft): Promise<ConnectionTold> {
    const { connection } = draft;
    const { store, vault } = this.deps;
    const sealed = await sealConnectionWords(vault, connection, connection, draft.words);
    const command = { kind: 'DECLARE', draft, sealed } as const;
    const taken = await takeConnection(store, connection, sitting.viewer.staff, command);
    if (!taken.ok) return (await this.told(sitting, connection)) ?? taken;
    await this.listed(taken.position);
    const declared = { connection, kind: draft.kind as ConnectionKind, records: draft.records };
    return { ok: true, connection: declared, isOwn: draft.staff === sitting.viewer.staff };
  }

  /** What was told when this was declared; undefined where it was not. */
  private async told({ viewer }: Sitting, connection: Uuid): Promise<ConnectionTold | undefined> {
    const state = await findConnection(this.deps.store, connection);
    return state && { ok: true, connection: state.declared, isOwn: state.declared.staff === viewer.staff };
  }

  /** So that the list to which it leads has it. In force it is anyhow: a view that is away holds nobody up. */
  private async listed(position: StorePosition): Promise<void> {
    const { pool } = this.deps;
    await waitForProjection(pool, 'connections', position, { withinMs: 2_000 }).catch(() => undefined);
  }

  private async recordsSeen(sitting: Sitting, family: FamilyId): Promise<readonly RecordId[] | undefined> {
    const view = await findFamilyView(this.readers, usualSitting(sitting), family, this.deps.clock());
    return view?.records;
  }

  /** None of a family of which this lead may know nobody: that it is taken would tell that there is one. */
  private async recordsOf(sitting: Sitting, reference: string): Promise<readonly RecordId[]> {
    const family = (await familyQuoted(this.readers, reference))?.family;
    if (family === undefined) return [];
    if ((await barredAmong(this.readers, sitting, [family], this.deps.clock())).size > 0) return [];
    const statements = await this.readers.people.statementsOfFamilies([family]);
    return [...new Set(statements.map(({ record }) => record))];
  }

  private draftOf(
    { viewer }: Sitting,
    connection: Uuid,
    records: readonly RecordId[],
    { kind, staff, reason }: ConnectionAsk,
  ): ConnectionDraft {
    return {
      ...{ connection, staff: staff ?? viewer.staff, kind, records },
      by: { person: viewer.staff, role: ROLE_POLICIES[viewer.role].words, agency: viewer.agency },
      at: this.deps.clock().toISOString(),
      words: { name: viewer.displayName, reason },
    };
  }
}
