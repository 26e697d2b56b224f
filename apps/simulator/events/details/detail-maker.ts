import { type Dice } from '../../chance/dice.js';

export interface DetailContext {
  readonly dice: Dice;
  /** ISO date-time at which it happened. */
  readonly time: string;
  /** ISO date, days after it happened (before, where negative). */
  readonly date: (days: number) => string;
  /** Whole years, of the main person. */
  readonly age: number;
  /** How often this kind has happened in the family before. */
  readonly earlier: number;
  /** Unique in the county, for references. */
  readonly serial: number;
}

export type DetailMaker = (context: DetailContext) => Readonly<Record<string, unknown>>;
