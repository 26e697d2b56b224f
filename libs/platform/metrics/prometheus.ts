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

/** `defaults` adds the process metrics (memory, CPU, event loop) of prom-client. */
export function createMetrics({ defaults = false } = {}): ReadableMetrics {
  const registry = new Registry();
  if (defaults) collectDefaultMetrics({ register: registry });
  const counters = build('counter', (config) => new Counter({ ...config, registers: [registry] }));
  const gauges = build('gauge', (config) => new Gauge({ ...config, registers: [registry] }));
  const histograms = build('histogram', (config) => new Histogram({ ...config, registers: [registry] }));
  const refreshes: (() => Promise<void>)[] = [];
  return {
    count: (name: CounterName, labels, by = 1) => counters.get(name)?.inc(labels, by),
    set: (name: GaugeName, labels, value) => gauges.get(name)?.set(labels, value),
    observe: (name: HistogramName, labels, value) => histograms.get(name)?.observe(labels, value),
    beforeReading: (refresh) => void refreshes.push(refresh),
    read: async () => {
      await Promise.allSettled(refreshes.map((refresh) => refresh()));
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
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
