import { METRICS } from './catalogue.js';
import { measureClock } from './measure-clock.js';
import { createMetrics } from './prometheus.js';

describe('Metrics', () => {
  it('prints what was counted under the fixed names', async () => {
    const metrics = createMetrics();
    metrics.count('throughline_rejects_total', { code: 'CONFLICT.SAME_ID_OTHER_CONTENT' });
    metrics.count('throughline_appends_total', {}, 5);
    metrics.set('throughline_feed_lag', { agency: 'urn:agency:ods:RZZ' }, 3);
    const { text } = await metrics.read();
    expect(text).toContain('throughline_rejects_total{code="CONFLICT.SAME_ID_OTHER_CONTENT"} 1');
    expect(text).toContain('throughline_appends_total 5');
    expect(text).toContain('throughline_feed_lag{agency="urn:agency:ods:RZZ"} 3');
  });

  it('refreshes costly gauges before it is read, and survives a failing one', async () => {
    const metrics = createMetrics();
    metrics.beforeReading(async () =>
      metrics.set('throughline_checkpoint_age_seconds', { projection: 'timeline' }, 2),
    );
    metrics.beforeReading(() => Promise.reject(new Error('database away')));
    expect((await metrics.read()).text).toContain(
      'throughline_checkpoint_age_seconds{projection="timeline"} 2',
    );
  });

  it('is read while an engine hangs that a gauge asks, and asks that once until it answers', async () => {
    const metrics = createMetrics({ limitMs: 20 });
    metrics.count('throughline_appends_total', {}, 5);
    let asked = 0;
    let answer: () => void = () => undefined;
    metrics.beforeReading(async () => {
      asked += 1;
      await new Promise<void>((resolve) => (answer = resolve));
      metrics.set('throughline_feed_lag', { agency: 'urn:agency:ods:RZZ' }, asked);
    });
    for (let reading = 0; reading < 3; reading += 1)
      expect((await metrics.read()).text).toContain('throughline_appends_total 5');
    expect(asked).toBe(1);
    answer();
    expect((await metrics.read()).text).toContain('throughline_feed_lag{agency="urn:agency:ods:RZZ"} 1');
    await metrics.read();
    expect(asked).toBe(2);
  });

  it('tells the clock of the process as it is when it is read', async () => {
    const metrics = createMetrics();
    let now = new Date('2026-11-26T12:00:00Z');
    measureClock(() => now, metrics);
    expect((await metrics.read()).text).toContain('throughline_clock_seconds 1795694400');
    now = new Date('2026-11-26T12:00:30.500Z');
    expect((await metrics.read()).text).toContain('throughline_clock_seconds 1795694430.5');
  });

  it('says nothing of what this process does not measure, instead of nought', async () => {
    const metrics = createMetrics();
    const unlabelled = Object.entries(METRICS).filter(
      ([, { kind, labels }]) => kind === 'gauge' && !labels.length,
    );
    const told = async () => {
      const { text } = await metrics.read();
      return unlabelled.map(([name]) => name).filter((name) => new RegExp(`^${name} `, 'm').test(text));
    };
    expect(unlabelled.length).toBeGreaterThan(0);
    expect(await told()).toEqual([]);
    metrics.set('throughline_basis_check_age_seconds', {}, 0);
    expect(await told()).toEqual(['throughline_basis_check_age_seconds']);
  });

  it('labels nothing with an id of a person, record or item', () => {
    const labels = new Set(Object.values(METRICS).flatMap((metric) => [...metric.labels]));
    expect([...labels].sort()).toEqual([
      'agency',
      'certificate',
      'check',
      'code',
      'outcome',
      'part',
      'projection',
      'purpose',
      'status',
    ]);
  });
});
