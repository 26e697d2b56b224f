import type { StatementType } from '#contracts';
import type { Decision, Row } from '#sharing';
import { ROW_WORDS, STATEMENT_WORDS } from '../frame/words.js';

export interface Tag {
  readonly text: string;
  readonly classes: string;
}

const STATEMENT_CLASSES: Readonly<Record<StatementType, string>> = {
  FACT: 'govuk-tag--grey hub-tag--fact',
  OPINION: 'govuk-tag--purple hub-tag--opinion',
  ALLEGATION: 'govuk-tag--orange hub-tag--allegation',
};

export const statementTag = (statement: StatementType): Tag => ({
  text: STATEMENT_WORDS[statement],
  classes: STATEMENT_CLASSES[statement],
});

/** The row that a decision stands on, in words and by its code. */
export const basisTag = ({ row }: Pick<Decision, 'row'>): Tag | undefined =>
  row && { text: `${ROW_WORDS[row]}, ${row}`, classes: basisClass(row) };

const basisClass = (row: Row): string => (row === 'D2' ? 'govuk-tag--magenta' : 'govuk-tag--teal');
