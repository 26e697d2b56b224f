import type { PutBackReport } from '#journey';
import type { Examined } from './examine.js';

/** What became of the refused deliveries that were looked at. */
export interface ReplayReport {
  readonly found: number;
  /** Or would be, in a trial run. */
  readonly putBack: number;
  /** By the first code that they would be refused for today. */
  readonly refused: ReadonlyMap<string, number>;
  /** Those that are left, by why. */
  readonly left: ReadonlyMap<'decided' | 'tried-again' | 'put-back-before' | 'gone', number>;
}

export const NOTHING: ReplayReport = { found: 0, putBack: 0, refused: new Map(), left: new Map() };

export function withMore(report: ReplayReport, more: readonly Examined[]): ReplayReport {
  const refused = new Map(report.refused);
  const left = new Map(report.left);
  let { putBack } = report;
  for (const each of more)
    if (each.as === 'mended') putBack++;
    else if (each.as === 'refused') refused.set(each.code, (refused.get(each.code) ?? 0) + 1);
    else left.set(each.as, (left.get(each.as) ?? 0) + 1);
  return { found: report.found + more.length, putBack, refused, left };
}

/** As it is kept for whoever asked. */
export const numbersOf = ({ found, putBack, refused, left }: ReplayReport): PutBackReport => ({
  ...{ found, putBack },
  refused: Object.fromEntries(refused),
  left: Object.fromEntries(left),
});

/** Where not one could be read, another feed than the hub's may have been asked. */
export const isAllGone = ({ found, left }: ReplayReport): boolean => found > 0 && left.get('gone') === found;

/** As a table. */
export function replayTable({ found, putBack, refused, left }: ReplayReport, dryRun: boolean): string {
  const byCount = [...refused].sort(([, a], [, b]) => b - a);
  const rows: readonly (readonly [string, number])[] = [
    ['Refused deliveries looked at', found],
    [dryRun ? 'Mended, would be put back' : 'Mended and put back', putBack],
    ['Still refused', byCount.reduce((sum, [, count]) => sum + count, 0)],
    ...byCount.map(([code, count]) => [`  ${code}`, count] as const),
    ['Left: has an outcome since', left.get('decided') ?? 0],
    ['Left: was delivered again since', left.get('tried-again') ?? 0],
    ['Left: was put back before and refused again', left.get('put-back-before') ?? 0],
    ['Content gone from the feed', left.get('gone') ?? 0],
  ];
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return rows.map(([label, count]) => `${label.padEnd(width)}${String(count).padStart(8)}`).join('\n');
}
