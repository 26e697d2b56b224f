import { randomUUID } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Uuid } from '#platform';
import { inSpan } from '#platform/tracing';
import type { Sitting } from '#access';
import type { Disclosed, DisclosureRequest } from '#governance';
import { currentRuleset } from '#sharing';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { recordedAs } from '../tracing.js';
import type { PermittedItem } from './decide-for-viewer.js';
import type { FamilyView } from './family-view.js';
import { READERS, type Readers } from './readers.js';

/**
 * Records that a viewer is about to be shown something, in the sitting that it was decided for. Fails with
 * `DISCLOSURE.NOT_RECORDED`: then show nothing.
 */
export class RecordView extends Command<void> {
  constructor(
    readonly sitting: Sitting,
    readonly page: Disclosed['page'],
    readonly items: readonly PermittedItem[],
    /** Of which family, where it is of one, and of whose records. */
    readonly of: Partial<Pick<FamilyView, 'recordedAs' | 'family' | 'records'>> = {},
  ) {
    super();
  }
}

@CommandHandler(RecordView)
export class RecordViewHandler implements ICommandHandler<RecordView> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  async execute({ sitting, page, items, of }: RecordView): Promise<void> {
    const { viewer, purpose, reference } = sitting;
    const { staff, role, agency, recipient } = viewer;
    const { recordedAs: family, family: seenAs, records } = of;
    const at = this.deps.clock();
    const request: DisclosureRequest = {
      id: randomUUID() as string as Uuid,
      at,
      discloser: { staff, role, agency, recipient: recipient.recipient, purpose, reference },
      page,
      ...(family && { family }),
      ...(seenAs && { seenAs }),
      ...(records && { records }),
      items: items.map((item) => shownAs(item, sitting)),
      ruleset: currentRuleset(at).version,
    };
    const attributes = { 'throughline.disclosure': request.id };
    await inSpan('record disclosure', { attributes }, async (span) => {
      await this.readers.disclose(request);
      recordedAs(span.traceparent);
      this.deps.metrics.count('throughline_disclosures_total', { purpose });
    });
  }
}

/** What is opened in an emergency is recorded before it is opened, and reviewed: it owes no further record. */
function shownAs({ item, decision }: PermittedItem, { glass }: Sitting): DisclosureRequest['items'][number] {
  const owes = glass ? [] : (decision.owes ?? []).map(({ record }) => record);
  return { item, row: decision.row ?? '', ...(owes.length === 0 ? {} : { owes }) };
}
