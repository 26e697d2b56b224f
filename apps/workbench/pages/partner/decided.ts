import type { ExplainedReason } from '#contracts';
import type { Row } from '#sharing';
import { ROW_WORDS } from '../../frame/words.js';
import { OUTCOME_TAGS } from './states.js';

interface Told {
  readonly recipient?: string;
  readonly outcome: string;
  readonly row?: string;
  readonly reasons: readonly ExplainedReason[];
}

/** One card for each recipient, of a receipt or of a try. */
export const cardsOf = (decided: readonly Told[], nameOf: (recipient: string) => string) =>
  decided.map(({ recipient, outcome, row, reasons }) => ({
    heading: recipient === undefined ? 'Everybody' : nameOf(recipient),
    tag: OUTCOME_TAGS[outcome],
    row: rowWords(row),
    reasons,
  }));

/** `Agreement, early help (row D6)`. */
export const rowWords = (row: string | undefined): string =>
  row === undefined ? 'No row: a requirement was not met' : `${ROW_WORDS[row as Row] ?? 'Row'} (row ${row})`;
