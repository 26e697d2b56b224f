import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import {
  METRICS,
  type CounterName,
  type GaugeName,
  type HistogramName,
  type MetricName,
} from './catalogue.js';
import type { Metrics } from './metrics.js';

/** Metrics that can be read in the Prometheus text format. */
export interface ReadableMetrics extends Metrics {
  read(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/**
 * `defaults` adds the process metrics (memory, CPU, event loop) of prom-client. `limitMs`: how long a reading waits for what
 * has to be asked first; default 3 seconds, because whoever reads takes a service that does not answer for gone.
 */
export function createMetrics({ defaults = false, limitMs = 3_000 } = {}): ReadableMetrics {
  const registry = new Registry();
  if (defaults) collectDefaultMetrics({ register: registry });
  const counters = build('counter', (config) => new Counter({ ...config, registers: [registry] }));
  const gauges = build('gauge', (config) => {
    const gauge = new Gauge({ ...config, registers: [registry] });
    // prom-client begins with nought: of what only another process measures that would be said, and often be good news.
    if (config.labelNames.length === 0) gauge.remove();
    return gauge;
  });
  const histograms = build('histogram', (config) => new Histogram({ ...config, registers: [registry] }));
  const refreshes: (() => Promise<void>)[] = [];
  return {
    count: (name: CounterName, labels, by = 1) => counters.get(name)?.inc(labels, by),
    set: (name: GaugeName, labels, value) => gauges.get(name)?.set(labels, value),
    observe: (name: HistogramName, labels, value) => histograms.get(name)?.observe(labels, value),
    beforeReading: (refresh) => void refreshes.push(onceAtATime(refresh)),
    read: async () => {
      await within(limitMs, Promise.allSettled(refreshes.map((refresh) => refresh())));
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** While it runs, whoever asks again waits for the same: an engine that hangs is not asked more at each reading. */
function onceAtATime(refresh: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= refresh().finally(() => (running = undefined)));
}

async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)));
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

interface Configuration {
  readonly name: string;
  readonly help: string;
  readonly labelNames: string[];
}

function build<T>(kind: string, make: (config: Configuration) => T): ReadonlyMap<MetricName, T> {
  const names = Object.keys(METRICS) as MetricName[];
  return new Map(
    names
      .filter((name) => METRICS[name].kind === kind)
      .map((name) => [name, make({ name, help: METRICS[name].help, labelNames: [...METRICS[name].labels] })]),
  );
}
