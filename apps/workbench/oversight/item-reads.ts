import { Inject, Injectable } from '@nestjs/common';
import { ROLE_POLICIES, STAFF_ROLES } from '#access';
import type { Purpose } from '#contracts';
import {
  agreementsOn,
  askNow,
  createAgreementsReader,
  createDecisionAudit,
  createOverridesReader,
  readItemHistory,
  type AnswerNow,
  type Considered,
} from '#governance';
import { createTimelineReader, type TimelineItem } from '#journey';
import type { AgencyId, ItemId, PersonId } from '#platform';
import { currentRuleset, overrideRecordsOf, type JudgementFacts, type RecipientFacts } from '#sharing';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';

/** An item as information governance audits it. */
export interface AuditedItem {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly kind: string | undefined;
  readonly state: TimelineItem['state'];
  readonly takenBack: boolean;
  /** Whom it is about. */
  readonly persons: readonly PersonId[];
  /** Without the free text, which stays sealed. */
  readonly judgements: readonly JudgementFacts[];
  readonly sentFor: Purpose | undefined;
  /** Empty where nothing of its facts is kept: then it is shown to nobody. */
  readonly answers: readonly AnswerNow[];
  readonly ruleset: string;
  readonly history: readonly Considered[];
}

@Injectable()
export class ItemReads {
  private readonly timeline;
  private readonly agreements;
  private readonly overrides;
  private readonly decisions;

  constructor(@Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps) {
    this.timeline = createTimelineReader(deps.pool);
    this.agreements = createAgreementsReader(deps.pool);
    this.overrides = createOverridesReader(deps.pool);
    this.decisions = createDecisionAudit(deps.pool);
  }

  /** Undefined where there is no such item, or its custodian alone may know of it. */
  async find(id: ItemId, now: Date): Promise<AuditedItem | undefined> {
    if ((await this.decisions.ofItem(id)).length === 0) return undefined;
    const [item, history] = await Promise.all([this.timeline.item(id), readItemHistory(this.deps.store, id)]);
    if (!item) return undefined;
    const shared = item.state === 'SHARED' ? item : undefined;
    const sharing = shared?.facts.sharing;
    return {
      ...{ item: id, agency: item.agency, state: item.state, history },
      kind: item.state === 'SHARED' ? item.facts.kind : item.kind,
      takenBack: item.retractedBy.length > 0,
      persons: [
        ...new Set(item.people.filter(({ party }) => party === 'SUBJECT').map(({ person }) => person)),
      ],
      judgements: [...(sharing?.judgement ? [sharing.judgement] : []), ...(sharing?.judgements ?? [])],
      sentFor: sharing?.purpose,
      answers: await this.answersOn(item, now),
      ruleset: currentRuleset(now).version,
    };
  }

  private async answersOn(item: TimelineItem, now: Date): Promise<readonly AnswerNow[]> {
    if (item.state !== 'SHARED') return [];
    const [held, asked] = await Promise.all([
      this.agreements.ofPersons(item.people.map(({ person }) => person)),
      this.overrides.ofItems([item.item]),
    ]);
    return askNow(item, {
      recipients: this.deps.directory.recipients,
      purposesOf,
      agreements: agreementsOn(item.people, held),
      overrides: overrideRecordsOf(asked, now),
      now,
      ruleset: currentRuleset(now),
    });
  }
}

/** What the staff who read as this kind of team may look for. */
const purposesOf = (role: RecipientFacts['role']): readonly Purpose[] =>
  STAFF_ROLES.map((staff) => ROLE_POLICIES[staff])
    .filter(({ recipientRole }) => recipientRole === role)
    .flatMap(({ purposes }) => purposes);
