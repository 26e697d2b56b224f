import { Inject } from '@nestjs/common';
import { CommandBus, Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FamilyId } from '#platform';
import type { Sitting } from '#access';
import type { OverrideKind } from '#sharing';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { findFamilyView, type FamilyView } from '../family-view.js';
import { READERS, type Readers } from '../readers.js';
import { RecordView } from '../record-view.command.js';
import { usualSitting } from '../viewer-facts.js';
import { overridable, type Overridable } from './overridable.js';

export interface OverrideFormPage {
  readonly view: FamilyView;
  readonly items: readonly Overridable[];
  readonly now: Date;
}

export class ViewOverrideForm extends Query<OverrideFormPage | undefined> {
  constructor(
    readonly sitting: Sitting,
    readonly family: FamilyId,
    readonly kind: OverrideKind,
  ) {
    super();
  }
}

@QueryHandler(ViewOverrideForm)
export class ViewOverrideFormHandler implements IQueryHandler<ViewOverrideForm> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    private readonly commands: CommandBus,
  ) {}

  async execute({ sitting, family, kind }: ViewOverrideForm): Promise<OverrideFormPage | undefined> {
    const now = this.deps.clock();
    const view = await findFamilyView(this.readers, usualSitting(sitting), family, now);
    if (view === undefined) return undefined;
    await this.commands.execute(new RecordView(sitting, 'OVERRIDE', [], view));
    return { view, items: overridable(view, kind), now };
  }
}
