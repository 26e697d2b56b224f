import { weeksUpTo } from './ig-over-time.view-model.js';
import { weekChart } from './week-chart.js';

const WEEKS = weeksUpTo(new Date('2026-11-25T12:00:00Z'), 3);
const CATEGORIES = [
  { key: 'PERMIT', label: 'Permit' },
  { key: 'DENY', label: 'Deny' },
  { key: 'HOLD', label: 'Hold' },
];
const COUNTS = [
  { week: '2026-11-09', key: 'PERMIT', decisions: 40 },
  { week: '2026-11-23', key: 'PERMIT', decisions: 20 },
  { week: '2026-11-23', key: 'DENY', decisions: 1 },
];

describe('Decisions over time as a chart', () => {
  const chart = weekChart('outcome', 'By outcome', COUNTS, WEEKS, CATEGORIES);
  const [wide] = chart.drawings;

  it('goes by weeks from Monday, the present one last', () => {
    expect(WEEKS).toEqual(['2026-11-09', '2026-11-16', '2026-11-23']);
    expect(weeksUpTo(new Date('2026-11-22T23:59:00Z'), 1)).toEqual(['2026-11-16']);
  });

  it('draws every lane to one scale, so that columns of different lanes can be compared', () => {
    const heights = wide?.lanes.map(({ columns }) => columns.map(({ height }) => height));
    expect(heights).toEqual([[34, 17], [1]]);
  });

  it('leaves a week without a decision empty, and draws no lane that has none', () => {
    const [permits] = wide?.lanes ?? [];
    const [first, last] = permits?.columns ?? [];
    expect((last?.x ?? 0) - (first?.x ?? 0)).toBeCloseTo(2 * ((960 - 300 - 8) / 3), 0);
    expect(wide?.lanes.map(({ label }) => label)).toEqual(['Permit', 'Deny']);
  });

  it('draws a lane for what is counted under no known name, so that it shows what its table shows', () => {
    const counts = [...COUNTS, { week: '2026-11-16', key: 'urn:agency:la:999', decisions: 3 }];
    const [drawn] = weekChart('agency', 'By agency', counts, WEEKS, CATEGORIES).drawings;
    expect(drawn?.lanes.map(({ label, columns }) => [label, columns.length])).toEqual([
      ['Permit', 2],
      ['Deny', 1],
      ['urn:agency:la:999', 1],
    ]);
  });

  it('says the same in its table', () => {
    expect(chart.rows).toEqual([
      { week: '9 November 2026', label: 'Permit', decisions: '40' },
      { week: '23 November 2026', label: 'Permit', decisions: '20' },
      { week: '23 November 2026', label: 'Deny', decisions: '1' },
    ]);
    expect(chart.caption).toBe('61 decisions. The highest column is 40 in a week.');
  });

  it.each([
    [1, '1 decision. The highest column is 1 in a week.'],
    [12_345, '12,345 decisions. The highest column is 12,345 in a week.'],
  ])('counts %i in words that can be read', (decisions, caption) => {
    const counts = [{ week: '2026-11-23', key: 'PERMIT', decisions }];
    expect(weekChart('outcome', 'By outcome', counts, WEEKS, CATEGORIES).caption).toBe(caption);
  });
});
