import { readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { METRICS } from '#platform/metrics';
import { alerts, alertsShownToSound, panelQueries } from './deployment-files.js';
import { markdownFiles } from './markdown.js';
import { askedBy } from './promql.js';

/** Names under which Prometheus keeps a metric of the catalogue. */
const KEPT = new Map(
  Object.entries(METRICS).flatMap(([name, { kind, labels }]) => {
    const names = kind === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name];
    return names.map((each): [string, readonly string[]] => [each, labels]);
  }),
);
/** `up`, and what scraping adds to each metric. */
const OF_PROMETHEUS = { metrics: ['up'], labels: ['job', 'instance', 'service', 'le'] };

function unknownIn(query: string): readonly string[] {
  const { metrics, labels } = askedBy(query);
  const known = [...OF_PROMETHEUS.labels, ...metrics.flatMap((metric) => KEPT.get(metric) ?? [])];
  return [
    ...metrics.filter((metric) => !KEPT.has(metric) && !OF_PROMETHEUS.metrics.includes(metric)),
    ...labels.filter((label) => !known.includes(label)),
  ];
}

describe('Alerts and dashboards', () => {
  it.each(alerts())('ask only for metrics that the hub keeps: $alert', ({ expr }) => {
    expect(unknownIn(expr)).toEqual([]);
  });

  it.each(panelQueries())('ask only for metrics that the hub keeps: $place', ({ expr }) => {
    expect(unknownIn(expr)).toEqual([]);
  });

  it('would notice a metric, a part of a histogram or a label that is not there', () => {
    expect(unknownIn('sum by (code) (rate(throughline_refusals_total[5m])) > 1')).toEqual([
      'throughline_refusals_total',
      'code',
    ]);
    expect(unknownIn('throughline_http_seconds{part="gateway"}')).toEqual([
      'throughline_http_seconds',
      'part',
    ]);
    expect(unknownIn('max by (topic) (throughline_feed_lag) > 0 and on () up')).toEqual(['topic']);
  });
});

/** Metrics that a page names, with the labels that it says they have, and alerts. */
function unknownOnPage(text: string): readonly string[] {
  const metrics = [...text.matchAll(/\b(throughline_[a-z]\w*)(?:\{([a-z,]+)\})?/g)];
  const known = (name: string) => KEPT.get(name) ?? METRICS[name as keyof typeof METRICS]?.labels;
  const names = alerts().map(({ alert }) => alert);
  return [
    ...metrics.flatMap(([, name = '', labels = '']) => {
      const kept = known(name);
      if (!kept) return [name];
      return labels.split(',').filter((label) => label && !kept.includes(label));
    }),
    ...[...text.matchAll(/\bThroughline[A-Z]\w+/g)]
      .map(([name]) => name)
      .filter((name) => !names.includes(name)),
  ];
}

describe('A page of the documentation', () => {
  it('names only metrics, labels and alerts that are there', () => {
    const wrong = markdownFiles(projectPath()).flatMap((page) =>
      unknownOnPage(readFileSync(page, 'utf8')).map((name) => `${page}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('would be caught naming others', () => {
    const text =
      '`throughline_feed_lag{topic}`, throughline_backlog, ThroughlineFeedLags, ThroughlineFeedStops';
    expect(unknownOnPage(text)).toEqual(['topic', 'throughline_backlog', 'ThroughlineFeedStops']);
  });
});

describe('An alert', () => {
  const page = readFileSync(projectPath('docs', 'runbooks.md'), 'utf8');
  const sections = [...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
  const names = alerts().map(({ alert }) => alert);

  it.each(alerts())('says how urgent it is, what happened and where to look: $alert', (alert) => {
    expect(['critical', 'warning']).toContain(alert.labels.severity);
    expect(alert.annotations.summary).toMatch(/\w/);
    expect(alert.annotations.runbook).toBe(`docs/runbooks.md#${alert.alert.toLowerCase()}`);
  });

  it('has a section in the runbooks, and no section is left over', () => {
    expect(sections).toEqual(names);
  });

  it('is shown to sound', () => {
    expect(names.filter((name) => !alertsShownToSound().includes(name))).toEqual([]);
  });
});
