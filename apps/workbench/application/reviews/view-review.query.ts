import { Inject } from '@nestjs/common';
import { CommandBus, Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ReviewAnswered, ReviewWords } from '#governance';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { READERS, type Readers } from '../readers.js';
import { RecordView } from '../record-view.command.js';
import { openText } from '../sealed-text.js';
import { findReview, type ReviewAsked } from './find-review.js';
import type { OpenReview } from './review-of.js';
import { answerContext } from './review-stream.js';

export interface GivenAnswer {
  readonly answered: ReviewAnswered;
  /** Undefined where they were erased. */
  readonly words: ReviewWords | undefined;
}

export interface ReviewPage {
  readonly review: OpenReview;
  /** Those that stand on some item, oldest first. */
  readonly answers: readonly GivenAnswer[];
}

export class ViewReview extends Query<ReviewPage | undefined> {
  constructor(readonly asked: ReviewAsked) {
    super();
  }
}

@QueryHandler(ViewReview)
export class ViewReviewHandler implements IQueryHandler<ViewReview> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    private readonly commands: CommandBus,
  ) {}

  async execute({ asked }: ViewReview): Promise<ReviewPage | undefined> {
    const found = await findReview(this.readers, this.deps, asked, this.deps.clock());
    if (found === undefined) return undefined;
    const { review } = found;
    await this.commands.execute(new RecordView(asked.sitting, 'REVIEW', [], review.view));
    const standing = [...new Set(review.items.flatMap(({ answered }) => answered ?? []))];
    const answers = await Promise.all(
      standing.map(async (answered) => ({
        answered,
        words: await openText<ReviewWords>(this.deps.vault, answered.sealed, answerContext(answered)),
      })),
    );
    return { review, answers };
  }
}
