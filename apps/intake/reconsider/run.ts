import type { StoredEvent, StorePosition } from '#event-store';
import { ITEM_STREAMS } from '#journey';
import { unavailable } from '#platform';
import { asFault } from '../faults.js';
import { wholeMemory } from '../plan-then-store.js';
import type { Intake } from '../process-batch.js';
import type { Checkpoint } from './checkpoint.js';
import type { DecideAgain } from './decide-again.js';
import { Meanwhile } from './meanwhile.js';
import { overridesMissedBy } from './overriding.js';
import { emergenciesMissedBy } from './in-emergency.js';
import type { ReconsiderationDeps } from './reconsideration.js';
import type { Rest } from './rests.js';
import { concernsOf, workIn, type Work } from './work.js';

/** How much later, ms. */
const KEEP_PLACE_MS = 1_000;

export interface RunParts {
  readonly intake: Intake;
  readonly decideAgain: DecideAgain;
  readonly waitForTimeline: ReconsiderationDeps['waitForTimeline'];
  readonly checkpoint: Checkpoint;
  readonly rest: Rest;
  readonly signal: AbortSignal;
}

/** One subscription's worth of reconsideration, from the last place kept. */
export class Run {
  private readonly meanwhile: Meanwhile;
  private inHand: { readonly events: readonly StoredEvent[]; readonly work: Work } | undefined;
  private lastFact: StorePosition | undefined;
  private reached: StorePosition | undefined;
  private later: NodeJS.Timeout | undefined;

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
      this.lastFact = events.findLast((event) => !isOfItem(event))?.position ?? this.lastFact;
      await this.act(this.workIn(events), last.position);
      await this.keepPlace(events, last.position);
    } catch (error) {
      throw asFault(error);
    }
  }

  /** Keeps the place that is yet to be kept. */
  async end(): Promise<void> {
    if (this.later) await this.put();
  }

  /** Looked through once, though the batch may be handed over again. */
  private workIn(events: readonly StoredEvent[]): Work {
    if (this.inHand?.events !== events) this.inHand = { events, work: workIn(events, this.meanwhile) };
    return this.inHand.work;
  }

  private async act({ triggers, items, facts }: Work, position: StorePosition): Promise<void> {
    if (triggers.length + items.length + facts.length === 0) return;
    const { intake, decideAgain, waitForTimeline, rest, signal } = this.parts;
    await wholeMemory(intake);
    // The memory hears of facts and not of items, so that it never comes to an item's place.
    if (this.lastFact !== undefined) await intake.memory.passed(this.lastFact);
    const { identity, overrides, glasses } = intake.memory.known;
    const lasting = glasses.lasting(intake.clock());
    const concerns = items.flatMap((each) => [
      ...concernsOf(each, identity),
      ...overridesMissedBy(each, overrides),
      ...emergenciesMissedBy(each, lasting),
    ]);
    if (triggers.length + facts.length + concerns.length === 0) return;
    await rest.after(() => waitForTimeline(position));
    const parts = decideAgain.parts({ triggers, facts, concerns });
    // Part by part, between which intake has its turns, and the machine for what arrives.
    for (let isOver: boolean | undefined = false; !isOver;)
      isOver = await rest.after(async () => {
        if (signal.aborted) throw stopped();
        const next = await parts.next();
        if (!next.done) await decideAgain.decide(next.value);
        return next.done;
      });
    rest.whileMoreGathers();
  }

  /** Where there were only items, of which there are many, the place is kept a little later. */
  private async keepPlace(events: readonly StoredEvent[], position: StorePosition): Promise<void> {
    this.reached = position;
    if (!events.every(isOfItem)) return this.put();
    this.later ??= setTimeout(() => void this.put().catch(() => undefined), KEEP_PLACE_MS);
  }

  private async put(): Promise<void> {
    clearTimeout(this.later);
    this.later = undefined;
    if (this.reached !== undefined) await this.parts.checkpoint.put(this.reached);
  }
}

/** So that its place is not kept, and whoever takes over does it again. */
const stopped = () =>
  unavailable('INTAKE.STOPPED', 'Deciding again was stopped before all that may change was looked at');

const isOfItem = ({ stream }: StoredEvent): boolean => stream.startsWith(ITEM_STREAMS);
