import { countOf, type Row } from '../run-conformance.js';

const HEADINGS = {
  recorded: 'What EventStoreDB 23.10.6 answered',
  production: 'What a server in production does',
};
const SHOWN = { agrees: 'agrees   ', differs: 'DIFFERS  ', 'not asked': 'not asked' };
const MARGIN = ' '.repeat(20);

/** The lines of the table as its rows come in; each row tells how far the run is. */
export class Table {
  readonly #rows: Row[] = [];

  constructor(private readonly total: number) {}

  add(row: Row): string[] {
    const isFirst = row.part !== this.#rows.at(-1)?.part;
    this.#rows.push(row);
    const count = `${this.#rows.length}/${this.total}`.padStart(7);
    return [
      ...(isFirst ? ['', HEADINGS[row.part]] : []),
      `${count}  ${SHOWN[row.verdict]}  ${row.question}`,
      ...row.notes.map((note) => `${MARGIN}${note}`),
    ];
  }

  end(): string[] {
    const [agree, differ, unasked] = (['agrees', 'differs', 'not asked'] as const).map((verdict) =>
      countOf(this.#rows, verdict),
    );
    return ['', `${agree} agree, ${differ} differ, ${unasked} were not asked.`];
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }
}
