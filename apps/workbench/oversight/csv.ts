import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Response } from 'express';

type Cell = string | number | undefined;

/** Spreadsheets take a cell that begins so for a formula; an apostrophe keeps it text. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** One line of RFC 4180, every cell quoted. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\r\n`;

function cellText(cell: Cell): string {
  const text = String(cell ?? '');
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** Lines as they are made, as a file of this name. A fault on the way breaks the download off rather than end it early. */
export async function sendCsv(response: Response, name: string, lines: AsyncIterable<string>): Promise<void> {
  response.status(200).type('text/csv; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="${name}.csv"`);
  try {
    await pipeline(Readable.from(lines), response);
  } catch (error) {
    if (!response.headersSent) throw error;
    response.destroy();
  }
}
