import { Inject } from '@nestjs/common';
import { CommandBus, Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FamilyId, ItemId } from '#platform';
import type { Sitting } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { isStanding } from './permitted-item.js';
import type { PermittedItem } from './decide-for-viewer.js';
import { findFamilyView, type FamilyView } from './family-view.js';
import { openItems, type OpenedItem } from './open-items.js';
import { READERS, type Readers } from './readers.js';
import { RecordView } from './record-view.command.js';

export interface ItemPage {
  readonly view: FamilyView;
  readonly item: PermittedItem;
  /** Undefined where its sender took it back: the content is not shown. */
  readonly opened: OpenedItem | undefined;
}

export class ViewItem extends Query<ItemPage | undefined> {
  constructor(
    readonly sitting: Sitting,
    readonly family: FamilyId,
    readonly item: ItemId,
  ) {
    super();
  }
}

/** Undefined for an item that is not there, not of this family, not for this viewer, or erased. */
@QueryHandler(ViewItem)
export class ViewItemHandler implements IQueryHandler<ViewItem> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    private readonly commands: CommandBus,
  ) {}

  async execute({ sitting, family, item: wanted }: ViewItem): Promise<ItemPage | undefined> {
    const view = await findFamilyView(this.readers, sitting, family, this.deps.clock());
    const item = view?.items.find((one) => one.item === wanted);
    if (view === undefined || item === undefined || item.retracts !== undefined) return undefined;
    await this.commands.execute(new RecordView(view.sitting, 'ITEM', [item], view));
    if (!isStanding(item)) return { view, item, opened: undefined };
    const opened = (await openItems(this.deps.vault, [item])).get(item.item);
    return opened && { view, item, opened };
  }
}
