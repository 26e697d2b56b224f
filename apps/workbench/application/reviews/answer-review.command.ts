import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ROLE_POLICIES } from '#access';
import { decideReview, type AnsweringReview, type ReviewFault } from '#governance';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { READERS, type Readers } from '../readers.js';
import { sealText } from '../sealed-text.js';
import { findReview, type FoundReview, type ReviewAsked } from './find-review.js';
import { answerContext, appendReview } from './review-stream.js';

export type ReviewTaken =
  { readonly ok: true } | { readonly ok: false; readonly faults: readonly ReviewFault[] };

/** Undefined where the viewer may know of no such review. */
export class AnswerReview extends Command<ReviewTaken | undefined> {
  constructor(
    readonly asked: ReviewAsked,
    readonly answer: string | undefined,
    readonly reason: string,
  ) {
    super();
  }
}

/** Name, role and organisation come from the sign-in. What is answered are the items that this person may know of. */
@CommandHandler(AnswerReview)
export class AnswerReviewHandler implements ICommandHandler<AnswerReview> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  async execute({ asked, answer, reason }: AnswerReview): Promise<ReviewTaken | undefined> {
    const { clock, store, vault } = this.deps;
    const now = clock();
    const found = await findReview(this.readers, this.deps, asked, now);
    if (found === undefined) return undefined;
    const given = answering(found, { asked, answer, reason, at: now.toISOString() });
    const sealed = await sealText(vault, {
      ...{ record: found.id, recordClass: 'S', context: answerContext(given) },
      value: { name: asked.sitting.viewer.displayName, reason },
    });
    const outcome = decideReview(given, sealed, found.state);
    if (!outcome.ok) return outcome;
    const isFirst = await appendReview(store, outcome.event, found.revision);
    return isFirst ? { ok: true } : { ok: false, faults: ['REVIEW.NOTHING_OPEN'] };
  }
}

function answering(
  { id, review }: FoundReview,
  given: Pick<AnsweringReview, 'answer' | 'reason' | 'at'> & { readonly asked: ReviewAsked },
): AnsweringReview {
  const { viewer } = given.asked.sitting;
  const { answer, reason, at } = given;
  return {
    ...{ review: id, family: review.view.recordedAs, recipient: review.team, answer, reason, at },
    items: review.items.map(({ item, agency, ask }) => ({ item, agency, ask })),
    by: { person: viewer.staff, role: ROLE_POLICIES[viewer.role].words, agency: viewer.agency },
  };
}
