import type { StoredEvent, StorePosition } from '#event-store';
import { ITEM_STREAMS } from '#journey';
import { alone } from '../alone.js';
import { asFault } from '../faults.js';
import type { Intake } from '../process-batch.js';
import type { Checkpoint } from './checkpoint.js';
import type { DecideAgain } from './decide-again.js';
import { Meanwhile } from './meanwhile.js';
import type { ReconsiderationDeps } from './reconsideration.js';
import { concernsOf, workIn, type Work } from './work.js';

/** How often at most the place is kept where there were only items, ms. */
const KEEP_PLACE_MS = 1_000;

export interface RunParts {
  readonly intake: Intake;
  readonly decideAgain: DecideAgain;
  readonly waitForTimeline: ReconsiderationDeps['waitForTimeline'];
  readonly checkpoint: Checkpoint;
}

/** One subscription's worth of reconsideration, from the last place kept. */
export class Run {
  private readonly meanwhile: Meanwhile;
  private inHand: { readonly events: readonly StoredEvent[]; readonly work: Work } | undefined;
  private keptAtMs = -Infinity;

  constructor(
    private readonly parts: RunParts,
    after: StorePosition | undefined,
  ) {
    this.meanwhile = new Meanwhile(after ?? -1n);
  }

  async take(events: readonly StoredEvent[]): Promise<void> {
    const last = events.at(-1);
    if (!last) return;
    try {
      await this.act(this.workIn(events), last.position);
      await this.keepPlace(events, last.position);
    } catch (error) {
      throw asFault(error);
    }
  }

  /** Looked through once, though the batch may be handed over again. */
  private workIn(events: readonly StoredEvent[]): Work {
    if (this.inHand?.events !== events) this.inHand = { events, work: workIn(events, this.meanwhile) };
    return this.inHand.work;
  }

  private async act({ triggers, items, facts }: Work, position: StorePosition): Promise<void> {
    if (triggers.length + items.length + facts.length === 0) return;
    const { intake, decideAgain, waitForTimeline } = this.parts;
    await intake.memory.passed(position);
    const { identity } = intake.memory.known;
    const concerns = items.flatMap((each) => concernsOf(each, identity));
    if (triggers.length + facts.length + concerns.length === 0) return;
    await waitForTimeline(position);
    await alone(intake, () => decideAgain.decide({ triggers, facts, concerns }));
  }

  private async keepPlace(events: readonly StoredEvent[], position: StorePosition): Promise<void> {
    const now = performance.now();
    const onlyItems = events.every(({ stream }) => stream.startsWith(ITEM_STREAMS));
    if (onlyItems && now - this.keptAtMs < KEEP_PLACE_MS) return;
    await this.parts.checkpoint.put(position);
    this.keptAtMs = now;
  }
}
