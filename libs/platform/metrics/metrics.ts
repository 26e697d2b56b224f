import type { CounterName, GaugeName, HistogramName, LabelsOf } from './catalogue.js';

/** What the hub measures. Names and labels are fixed by the catalogue. */
export interface Metrics {
  count<Name extends CounterName>(name: Name, labels: LabelsOf<Name>, by?: number): void;
  set<Name extends GaugeName>(name: Name, labels: LabelsOf<Name>, value: number): void;
  /** Seconds. */
  observe<Name extends HistogramName>(name: Name, labels: LabelsOf<Name>, value: number): void;
  /** Runs before each reading, to set gauges that cost a query. A failure, or no answer in time, leaves the last value. */
  beforeReading(refresh: () => Promise<void>): void;
}

export const noMetrics: Metrics = {
  count: () => undefined,
  set: () => undefined,
  observe: () => undefined,
  beforeReading: () => undefined,
};
