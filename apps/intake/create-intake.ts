import { randomUUID } from 'node:crypto';
import type { AgencyRegistry } from '#access';
import type { EventStore } from '#event-store';
import {
  INTAKE_GROUP,
  lateBefore,
  type Feed,
  type FeedBatch,
  type FeedMembership,
  type TakenPlaces,
} from '#feed';
import { HUB_VERSION, type AgencyId, type Clock, type Logger, type Metrics } from '#platform';
import type { RuleSet } from '#sharing';
import type { Vault } from '#vault';
import { DefectRows } from './defect-rows.js';
import type { EventReader } from './event-reader.js';
import { codeOf } from './faults.js';
import { IntakeMemory } from './memory/intake-memory.js';
import { KnownItems } from './memory/known-items.js';
import { Turns } from './memory/turns.js';
import type { Intake } from './process-batch.js';
import { createReconsideration } from './reconsider/create-reconsideration.js';
import type { FindLease } from './lease/leases.js';
import { createParkedRelease } from './parking/release-parked.js';
import type { RetryTimes } from './parking/schedule.js';
import { receiveDirectly, type Receive, type Receiving } from './receive/receive.js';
import type { ReconsiderationDeps, ReconsiderationStatus } from './reconsider/reconsideration.js';
import { Arrivals } from './receive/arrivals.js';
import { Gathering } from './receive/gathering.js';
import { isHalt, takeBatch } from './take-batch.js';
import { tellFault } from './tell-fault.js';
import { tellOvertaken, type OvertakenDeps } from './tell-overtaken.js';
import { traceBatch } from './tracing.js';

/** Whose batches are gathered; more than a feed of some dozen agencies has busy at once. */
const PARTITIONS_AT_ONCE = 32;
/** One gathered batch is planned while the one before is stored. */
const AT_ONCE = 2;

export interface IntakeDeps {
  readonly feed: Pick<Feed, 'consumer' | 'reader'>;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly registry: AgencyRegistry;
  readonly reader: EventReader;
  /** The rule set in force at a moment: `currentRuleset` of the sharing rules. */
  readonly rulesetAt: (now: Date) => RuleSet;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Absent: stubs are not decided again in this process. */
  readonly reconsideration?: ReconsiderationDeps;
  /** How batches come from the feed's consumer. Default: handed over directly. */
  readonly receive?: Receive;
  /** Most messages of a topic taken together. Default 500. */
  readonly batchSize?: number;
  /**
   * Most events read or planned without a turn for whatever else the process does. Default: a whole batch. A turn in between
   * costs an intake that has its process to itself a fifth of its rate: in each turn the event store's client sends one append.
   */
  readonly inOneTurn?: number;
  /**
   * For what one process at a time does: deciding again, and trying parked events again. Absent: this is the only
   * process of intake.
   */
  readonly leases?: FindLease;
  readonly noteOvertaken?: OvertakenDeps['noteOvertaken'];
  /** Absent: what a feed let go of is not noticed where its engine has forgotten how far intake was. */
  readonly taken?: TakenPlaces;
  /** What is parked is tried again after a minute, doubling to an hour, unless said otherwise here. */
  readonly parkedRetry?: RetryTimes;
  /** Another version of the program tries what is parked at once. Default: the version of the package. */
  readonly version?: string;
}

export interface IntakeStatus {
  readonly state: 'stopped' | 'starting' | 'running';
  /** Whether the feed's group has taken this intake in. */
  readonly membership: FeedMembership;
  readonly messages: number;
  readonly faults: number;
  readonly lastFault?: string;
  /** Topics that wait because one event after another meets a defect: `INTAKE.DEFECTS_IN_A_ROW`. */
  readonly halted: readonly string[];
  /** What waits until the hub can take it, as far as this process knows. */
  readonly parked: { readonly families: number; readonly events: number };
  readonly reconsideration?: ReconsiderationStatus;
}

export interface RunningIntake {
  /** Resolves when the memory is folded and batches are being taken. */
  start(): Promise<void>;
  /** Stops after the batch in hand. */
  stop(): Promise<void>;
  status(): IntakeStatus;
  /** Messages waiting in the feed, by agency. */
  lag(): Promise<ReadonlyMap<AgencyId, number>>;
}

/** The feed consumer: every source event ends as stored, withheld or rejected. */
export function createIntake(deps: IntakeDeps): RunningIntake {
  const logger = deps.logger.of('intake');
  const memory = new IntakeMemory(deps.store, deps.vault, randomUUID().slice(0, 13));
  const turns = { planning: new Turns(), storing: new Turns() };
  const defects = new DefectRows();
  const version = deps.version ?? HUB_VERSION;
  const arrivals = new Arrivals();
  const known = new KnownItems();
  const inOneTurn = deps.inOneTurn ?? Infinity;
  const intake: Intake = { ...deps, inOneTurn, version, logger, memory, known, defects, turns, arrivals };
  let receiving: Receiving | undefined;
  let status: Omit<IntakeStatus, 'halted' | 'membership' | 'parked'> = {
    state: 'stopped',
    messages: 0,
    faults: 0,
  };
  const { leases, parkedRetry: retry } = deps;
  const reconsideration =
    deps.reconsideration && createReconsideration(intake, deps.feed.reader, deps.reconsideration, leases);
  const release = createParkedRelease(intake, deps.feed.reader, { leases, retry });
  const most = deps.batchSize ?? 500;
  const take = (batch: FeedBatch) =>
    arrivals.during(() => traceBatch(batch.messages, () => takeBatch(intake, batch)));
  const gathering = new Gathering(take, {
    most,
    atOnce: AT_ONCE,
    isOfOne: isHalt,
  });
  const consumer = deps.feed.consumer(INTAKE_GROUP, {
    maxMessages: most,
    concurrency: PARTITIONS_AT_ONCE,
    onFault: (fault) => {
      status = { ...status, faults: status.faults + 1, lastFault: codeOf(fault.error) };
      tellFault(logger, fault);
    },
    ...(deps.taken ? { taken: deps.taken } : {}),
    onOvertaken: tellOvertaken({ ...deps, logger }),
    onUnwatched: (error) =>
      logger.warn('It cannot be asked whether the feed let go of events before intake had taken them', {
        error,
      }),
  });
  const parked = () => {
    const { families = 0, size: events = 0 } = memory.knownSoFar?.parking ?? {};
    return { families, events };
  };
  deps.metrics.beforeReading(async () => {
    deps.metrics.set('throughline_parked_families', {}, parked().families);
    deps.metrics.set('throughline_parked_events', {}, parked().events);
    for (const [agency, behind] of await consumer.lag())
      deps.metrics.set('throughline_feed_lag', { agency }, behind);
  });
  deps.metrics.beforeReading(async () => {
    for (const [agency, partitions] of await consumer.late(lateBefore(deps.clock())))
      deps.metrics.set('throughline_feed_late_partitions', { agency }, partitions.length);
  });
  return {
    async start() {
      status = { ...status, state: 'starting' };
      await memory.whole();
      reconsideration?.start();
      release.start();
      receiving = await (deps.receive ?? receiveDirectly)(consumer, async (batch) => {
        await gathering.take(batch);
        status = { ...status, messages: status.messages + batch.messages.length };
      });
      status = { ...status, state: 'running' };
    },
    async stop() {
      await receiving?.close();
      await Promise.all([reconsideration?.stop(), release.stop()]);
      await memory.stop();
      status = { ...status, state: 'stopped' };
    },
    status: () => ({
      ...status,
      membership: consumer.membership(),
      halted: defects.halted,
      parked: parked(),
      ...(reconsideration ? { reconsideration: reconsideration.status() } : {}),
    }),
    lag: () => consumer.lag(),
  };
}
