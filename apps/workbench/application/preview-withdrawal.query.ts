import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { AgreementId, PersonId } from '#platform';
import type { SharedItem, TimelineItem } from '#journey';
import { currentRuleset, previewWithdrawal, type AgreementFacts, type WithdrawalEffect } from '#sharing';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { READERS, type Readers } from './readers.js';

/** What a withdrawal now would hide from whom, and what stays. Undefined where no such agreement is held. */
export class PreviewWithdrawal extends Query<readonly WithdrawalEffect[] | undefined> {
  constructor(readonly agreement: AgreementId) {
    super();
  }
}

@QueryHandler(PreviewWithdrawal)
export class PreviewWithdrawalHandler implements IQueryHandler<PreviewWithdrawal> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  async execute({ agreement }: PreviewWithdrawal): Promise<readonly WithdrawalEffect[] | undefined> {
    const { timeline, agreements } = this.readers;
    if (!(await agreements.isHeld(agreement))) return undefined;
    const items = (await timeline.itemsStandingOn([agreement])).filter(isShared);
    const held = await agreements.ofPersons([...new Set(items.flatMap(personsOf))]);
    const { recipients } = this.deps.directory;
    const now = this.deps.clock();
    const previewed = items.map((item) => ({
      item: item.facts,
      recipients: recipients.filter(({ role }) => role !== 'IG'),
      agreements: agreementsOf(item, held),
    }));
    return previewWithdrawal(agreement, previewed, now, currentRuleset(now));
  }
}

const isShared = (item: TimelineItem): item is SharedItem => item.state === 'SHARED';

const personsOf = ({ people }: SharedItem): readonly PersonId[] => people.map(({ person }) => person);

const agreementsOf = (item: SharedItem, held: ReadonlyMap<PersonId, readonly AgreementFacts[]>) =>
  [...new Set(personsOf(item))].flatMap((person) => held.get(person) ?? []);
