import type { ParkedFamily } from '#journey';

const HEADINGS = ['id', 'agency', 'events', 'since', 'code', 'tries', 'next try'] as const;

/** One line for each family, longest waiting first. */
export function parkedList(families: readonly ParkedFamily[]): string {
  if (families.length === 0) return 'Nothing is parked.\n';
  const rows = [HEADINGS, ...families.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
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
