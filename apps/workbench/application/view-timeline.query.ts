import { Inject } from '@nestjs/common';
import { CommandBus, Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FamilyId } from '#platform';
import type { Sitting } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { isStanding } from './permitted-item.js';
import type { PermittedItem } from './decide-for-viewer.js';
import { findFamilyView, type FamilyView } from './family-view.js';
import { openItems, type OpenedItem } from './open-items.js';
import { READERS, type Readers } from './readers.js';
import { RecordView } from './record-view.command.js';
import { keepMatching, type TimelineFilter } from './timeline-filter.js';

/** Items to a page. */
export const PAGE_SIZE = 25;

export interface TimelinePage {
  readonly view: FamilyView;
  /** Permitted items that match the filter, newest first; content not opened. */
  readonly matching: readonly PermittedItem[];
  /** Those of the page asked for, opened. */
  readonly opened: readonly OpenedItem[];
  readonly pageNumber: number;
  readonly pageCount: number;
  readonly now: Date;
}

export class ViewTimeline extends Query<TimelinePage | undefined> {
  constructor(
    readonly sitting: Sitting,
    readonly family: FamilyId,
    readonly filter: TimelineFilter,
    readonly pageNumber: number,
  ) {
    super();
  }
}

/** Filters first; counts, pages and opens afterwards; records the view before it answers. */
@QueryHandler(ViewTimeline)
export class ViewTimelineHandler implements IQueryHandler<ViewTimeline> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    private readonly commands: CommandBus,
  ) {}

  async execute({ sitting, family, filter, pageNumber }: ViewTimeline): Promise<TimelinePage | undefined> {
    const now = this.deps.clock();
    const view = await findFamilyView(this.readers, sitting, family, now);
    if (view === undefined) return undefined;
    const listed = view.items.filter(({ retracts }) => retracts === undefined);
    const matching = keepMatching(listed, filter, this.deps.directory.agencies);
    const pageCount = Math.max(1, Math.ceil(matching.length / PAGE_SIZE));
    const page = Math.min(pageNumber, pageCount);
    const shown = matching.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
    // Opened while the view is being recorded; nothing is answered before both are done.
    const [contents] = await Promise.all([
      openItems(this.deps.vault, shown.filter(isStanding)),
      this.commands.execute(new RecordView(view.sitting, 'TIMELINE', shown, view)),
    ]);
    const opened = shown.flatMap((item) => {
      if (!isStanding(item)) return [{ ...item, details: { details: {} } }];
      const content = contents.get(item.item);
      return content ? [content] : [];
    });
    return { view, matching, opened, pageNumber: page, pageCount, now };
  }
}
