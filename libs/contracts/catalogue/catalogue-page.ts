import { SECTORS, type Sector } from '../envelope.js';
import { CLASS_WORDS } from './classes.js';
import { catalogue, type CatalogueEntry } from './entries.js';
import { SECTOR_WORDS } from './sectors.js';

const HEAD = ['Event', 'Type', 'Class', 'May publish', 'Usually', 'What it tells'] as const;

const INTRODUCTION = `# Event catalogue

Every event type that agencies may publish, built by \`npm run contracts:write\` from the schemas in
[contracts/](../contracts/README.md). A running hub shows each with its fields, codes in words and examples at
\`/docs/contracts\`.

The class is the least that the type takes; a publisher may always mark an event higher, and class R hides it by
default.`;

/** The whole catalogue as a page of documentation in Markdown. */
export function cataloguePage(): string {
  const classes = Object.entries(CLASS_WORDS).map(([code, { title, sharing }]) => [code, title, sharing]);
  const sectors = SECTORS.map((sector) => `## ${SECTOR_WORDS[sector]}\n\n${sectorTable(sector)}`);
  return `${[INTRODUCTION, table(['Class', 'Name', 'What it means for sharing'], classes), ...sectors].join('\n\n')}\n`;
}

const sectorTable = (sector: Sector): string =>
  table(
    HEAD,
    catalogue()
      .filter((entry) => entry.sector === sector)
      .map(rowOf),
  );

const rowOf = (entry: CatalogueEntry): readonly string[] => [
  entry.title,
  `\`${entry.type}\``,
  entry.defaultSensitivity,
  entry.publishers.map((publisher) => SECTOR_WORDS[publisher]).join(', '),
  entry.usualStatement.toLowerCase(),
  entry.description,
];

/** Columns as wide as their widest cell, as the formatter of the project wants them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
