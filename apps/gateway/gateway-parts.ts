import type { AgencyRegistry } from '#access';
import type { FeedLookup, FeedWriter } from '#feed';
import type { Receipt } from '#journey';
import type { RuleSet } from '#sharing';
import type { AgencyId, Clock, Logger, Metrics } from '#platform';
import type { LoadLimits } from './edge/load-limits.js';

export const REGISTRY = Symbol('agency registry');
export const SECRETS = Symbol('secret verifier');
export const TOKENS = Symbol('tokens');
export const FAILURES = Symbol('failure limiter');
export const FEED_WRITER = Symbol('feed writer');
export const FEED_LOOKUP = Symbol('feed lookup');
export const RECEIPTS = Symbol('receipt finder');
export const DRY_RUN = Symbol('dry run');
export const TRYING = Symbol('trying decisions');
export const CATALOGUE = Symbol('catalogue');
export const METRICS = Symbol('metrics');

/** The read model of receipts. Undefined where the event has no outcome yet, or was never taken. */
export interface ReceiptFinder {
  findReceipt(agency: AgencyId, sourceEventId: string): Promise<Receipt | undefined>;
}

export interface GatewayDeps {
  readonly feed: { readonly writer: FeedWriter; readonly lookup: FeedLookup };
  readonly registry: AgencyRegistry;
  readonly receipts: ReceiptFinder;
  /** For the dry run and for trying decisions. Default: the signed-off rule set in force. */
  readonly rulesetAt?: (now: Date) => RuleSet;
  /** Signs access tokens; 32 bytes or more, the same after a restart so that tokens outlive it. */
  readonly tokenKey: Uint8Array;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly limits?: Partial<LoadLimits>;
  /** As of the settings. */
  readonly trustedProxies?: readonly string[];
}
