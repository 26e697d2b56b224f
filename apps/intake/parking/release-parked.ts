import { setTimeout as wait } from 'node:timers/promises';
import type { FeedMessage, FeedReader } from '#feed';
import { kinRecords } from '#identity';
import type { RecordId, Uuid } from '#platform';
import { alone } from '../alone.js';
import { asFault, codeOf, isTransient } from '../faults.js';
import { whileHeld } from '../lease/while-held.js';
import type { FindLease } from '../lease/leases.js';
import type { Intake } from '../process-batch.js';
import { isDue, restMs, RETRY_TIMES, waitMs, type RetryTimes } from './schedule.js';
import { appendParking, unpark } from './unpark.js';
import type { ParkedEvent } from './parking-book.js';

export interface ReleaseOptions {
  readonly leases?: FindLease | undefined;
  /** When to try what failed again. Default: after a minute, doubling to an hour. */
  readonly retry?: RetryTimes | undefined;
  /** How often to look whether something is due, ms. Default 1,000. */
  readonly checkMs?: number | undefined;
}

export interface ParkedRelease {
  start(): void;
  stop(): Promise<void>;
}

/** So many contents are read from the feed together. */
const READ_AHEAD = 100;

/** Tries what is parked again, each family in its order, in one process at a time. */
export function createParkedRelease(
  intake: Intake,
  feed: FeedReader,
  { leases, retry = RETRY_TIMES, checkMs = 1_000 }: ReleaseOptions,
): ParkedRelease {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const { logger } = intake;
  const work = (signal: AbortSignal) => new Release(intake, feed, retry).run(checkMs, signal);
  return {
    start() {
      running ??= whileHeld({ name: 'parked', leases, logger, work }, stopping.signal);
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

class Release {
  private readonly contents = new Map<Uuid, FeedMessage | undefined>();

  constructor(
    private readonly intake: Intake,
    private readonly feed: FeedReader,
    private readonly times: RetryTimes,
  ) {}

  async run(checkMs: number, signal: AbortSignal): Promise<void> {
    for (let failed = 0; !signal.aborted;) {
      failed = (await this.look(signal)) ? 0 : failed + 1;
      await wait(restMs(checkMs, failed), undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(signal: AbortSignal): Promise<boolean> {
    try {
      if (this.isAnyDue()) await this.pass(signal);
      return true;
    } catch (error) {
      this.meet(error);
      return false;
    }
  }

  /** Looked at each second, so only what could be released next is asked. */
  private isAnyDue(): boolean {
    const { parking, identity } = this.intake.memory.knownSoFar ?? {};
    if (!parking || !identity) return false;
    const isNext = ({ parking: id, records }: ParkedEvent) =>
      parking.oldestFor(kinRecords(identity, records))?.parking === id;
    return parking.heads().some((each) => this.isDue(each) && isNext(each));
  }

  private isDue(parked: ParkedEvent): boolean {
    return isDue(parked, this.intake.version, this.times, this.intake.clock());
  }

  /** One look at everything parked, oldest first; what fails, or is not due, holds back its own family alone. */
  private async pass(signal: AbortSignal): Promise<void> {
    const { memory } = this.intake;
    await memory.level();
    const entries = memory.known.parking.entries();
    const held = new Set<RecordId>();
    for (const [at, parked] of entries.entries()) {
      if (signal.aborted) return;
      if (parked.records.every((record) => held.has(record))) continue;
      const kin = kinRecords(memory.known.identity, parked.records);
      const waits = !this.isDue(parked) || [...kin].some((record) => held.has(record));
      if (waits || !(await this.tryAgain(parked, entries.slice(at, at + READ_AHEAD))))
        for (const record of kin) held.add(record);
    }
    this.contents.clear();
  }

  private async tryAgain(parked: ParkedEvent, ahead: readonly ParkedEvent[]): Promise<boolean> {
    const message = await this.contentOf(parked, ahead);
    try {
      return await alone(this.intake, () => unpark(this.intake, parked, message));
    } catch (error) {
      if (isTransient(error)) throw asFault(error);
      await this.failed(parked, error);
      return false;
    }
  }

  private async contentOf(
    parked: ParkedEvent,
    ahead: readonly ParkedEvent[],
  ): Promise<FeedMessage | undefined> {
    if (!this.contents.has(parked.parking)) {
      this.contents.clear();
      const positions = ahead.map(({ source }) => ({ ...source, offset: BigInt(source.offset) }));
      const messages = await this.feed.read(positions);
      ahead.forEach(({ parking }, place) => this.contents.set(parking, messages[place]));
    }
    return this.contents.get(parked.parking);
  }

  private async failed(parked: ParkedEvent, error: unknown): Promise<void> {
    const { parking, agency } = parked;
    const attempt = (parked.tried?.attempt ?? 0) + 1;
    const now = this.intake.clock().getTime();
    const tried = {
      ...{ parking, agency, attempt, code: codeOf(error), version: this.intake.version },
      triedAt: new Date(now).toISOString(),
      nextTryAt: new Date(now + waitMs(this.times, attempt)).toISOString(),
    };
    this.intake.logger.warn('A parked event still meets a defect', { agency, id: parking, attempt, error });
    await appendParking(this.intake, { type: 'ParkingTried', data: tried }, parked, String(attempt));
    await this.intake.memory.level();
  }

  private meet(error: unknown): void {
    this.contents.clear();
    this.intake.logger.warn('What is parked could not be tried again', { error });
  }
}
