import type { ParkedFamily, SetAsideCount } from '#journey';

const HEADINGS = ['id', 'agency', 'events', 'since', 'code', 'tries', 'next try'] as const;

/** One line for each family, longest waiting first. */
export function parkedList(families: readonly ParkedFamily[]): string {
  if (families.length === 0) return 'Nothing is parked.\n';
  return inColumns([HEADINGS, ...families.map(cellsOf)]);
}

/** One line for each fault that items could not be decided again for; nothing where there are none. */
export function setAsideList(counts: readonly SetAsideCount[]): string {
  if (counts.length === 0) return '';
  const rows = counts.map(({ code, items, since, nextTryAt }) => [
    ...[code, String(items), minute(since), minute(nextTryAt)],
  ]);
  return `\nSet aside, as it cannot be decided again:\n${inColumns([['code', 'items', 'since', 'next try'], ...rows])}`;
}

function inColumns(rows: readonly (readonly string[])[]): string {
  const columns = (rows[0] ?? []).map((_, column) => column);
  const widths = columns.map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

const cellsOf = (family: ParkedFamily): readonly string[] => [
  family.family,
  family.agency,
  String(family.events),
  minute(family.since),
  family.code,
  String(family.attempt),
  family.nextTryAt ? minute(family.nextTryAt) : 'soon',
];

const minute = (time: Date): string => `${time.toISOString().slice(0, 16)}Z`;
