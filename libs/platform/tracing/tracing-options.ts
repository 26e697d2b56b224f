import type { Logger } from '../logging/logger.js';

export interface TracingOptions {
  /** What the process is called in its traces, for example `throughline-intake`. */
  readonly service: string;
  /** Address of an OpenTelemetry collector; no trace is made where absent. */
  readonly endpoint: string | undefined;
  readonly logger: Logger;
  /** Share of the traces that begin in this process which are recorded, 0 to 1. Default 1. */
  readonly ratio?: number;
  /** Longest that a span waits to be sent, in ms. Default 2,000. */
  readonly sendWithinMs?: number;
}

export interface Tracing {
  /** Sends what is left and ends the making of spans; never rejects. */
  readonly stop: () => Promise<void>;
}
