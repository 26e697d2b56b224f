import { context, diag, DiagLogLevel, trace, type DiagLogger } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, ParentBasedSampler } from '@opentelemetry/sdk-trace-node';
import { ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions';
import type { Logger } from '../../logging/logger.js';
import type { Tracing, TracingOptions } from '../tracing-options.js';
import { useTracer } from '../start-span.js';
import { allowListed } from './allow-listed-exporter.js';
import { FollowsItsLinks } from './follows-its-links.js';

const SEND_WITHIN_MS = 2_000;
/** Spans of a few seconds at full load: each event of the feed makes one. Beyond it they are dropped, never waited for. */
const MOST_WAITING = 8_192;
const GIVE_UP_MS = 5_000;

/** Its sentences may quote values. What it calls errors are failed deliveries, which are told once elsewhere. */
const faultsOnly = (logger: Logger): DiagLogger => ({
  ...{ verbose: () => undefined, debug: () => undefined, info: () => undefined, error: () => undefined },
  warn: () => logger.warn('The tracing library warned; spans may be missing'),
});

/** Records spans for the whole process and sends what the list allows of them to the collector. */
export function registerTracing(options: TracingOptions & { readonly endpoint: string }): Tracing {
  const { service, endpoint, ratio = 1, sendWithinMs = SEND_WITHIN_MS, logger } = options;
  const sender = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: GIVE_UP_MS });
  const processor = new BatchSpanProcessor(allowListed(sender, logger), {
    maxQueueSize: MOST_WAITING,
    maxExportBatchSize: 512,
    scheduledDelayMillis: sendWithinMs,
    exportTimeoutMillis: GIVE_UP_MS,
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: service }),
    sampler: new ParentBasedSampler({ root: new FollowsItsLinks(ratio) }),
    spanProcessors: [processor],
  });
  diag.setLogger(faultsOnly(logger), DiagLogLevel.WARN);
  // No propagator: what may be taken from outside is a traceparent alone, read in one place.
  provider.register({ propagator: null });
  useTracer(provider.getTracer('throughline'));
  return {
    stop: async () => {
      useTracer(undefined);
      await provider.shutdown().catch(() => undefined);
      trace.disable();
      context.disable();
      diag.disable();
    },
  };
}
