import type { Pool, QueryResult } from 'pg';

type Row = Record<string, unknown>;
/** Changes what a statement of the read store answers, for the pages alone. */
export type Leak = (statement: string, rows: readonly Row[]) => readonly Row[];

export interface LeakyReading {
  readonly readThrough: (pool: Pool) => Pool;
  plant(leak: Leak | undefined): void;
}

/** Reading that is honest until a leak is planted in it. */
export function leakyReading(): LeakyReading {
  let planted: Leak | undefined;
  const answered = (asked: unknown, result: QueryResult<Row>): QueryResult<Row> => {
    const statement = typeof asked === 'string' ? asked : String((asked as { text?: string }).text);
    return planted ? { ...result, rows: [...planted(statement, result.rows)] } : result;
  };
  const readThrough = (pool: Pool): Pool => {
    const query = (...given: readonly unknown[]): unknown => {
      const asked = (boundTo(pool, 'query') as (...of: readonly unknown[]) => unknown)(...given);
      return asked instanceof Promise
        ? asked.then((result: QueryResult<Row>) => answered(given[0], result))
        : asked;
    };
    return new Proxy(pool, { get: (of, name) => (name === 'query' ? query : boundTo(of, name)) });
  };
  return { readThrough, plant: (leak) => void (planted = leak) };
}

function boundTo(pool: Pool, name: string | symbol): unknown {
  const found: unknown = Reflect.get(pool, name, pool);
  return typeof found === 'function' ? (found.bind(pool) as unknown) : found;
}

/** Counts what is sealed among what is withheld. */
export const countsSealedItems: Leak = (statement, rows) =>
  !statement.includes('FROM timeline.items i')
    ? rows
    : rows.map((row) => ({ ...row, facts: tellable(row['facts']) }));

const tellable = (facts: unknown): unknown => {
  const { sharing, ...rest } = facts as { readonly sharing: object };
  return { ...rest, sharing: { ...sharing, existenceMayBeTold: true } };
};

/** Takes what is sealed among the past items for what anybody may know of. */
export const asksSealedItemsAgain: Leak = (statement, rows) =>
  !statement.includes('ORDER BY item_id LIMIT 500')
    ? rows
    : rows.map((row) => ({ ...row, facts: unsealed(row['facts']) }));

const unsealed = (facts: unknown): unknown => {
  const { people, ...rest } = facts as { readonly people: readonly object[] };
  const known = people.map((person) => ({ ...person, restricted: [] }));
  return { ...rest, people: known, fields: [], sensitivity: 'H', restricted: [] };
};

/** Takes a name from the last statement of a record, whichever item it came with. */
export const namesByTheLastItem: Leak = (statement, rows) => {
  if (!statement.includes('FROM families.persons p JOIN families.records k')) return rows;
  const last = new Map([...rows].sort(byTime).map(({ record, names }) => [record, names]));
  return rows.map((row) => ({ ...row, names: last.get(row['record']) }));
};

const byTime = (a: Row, b: Row): number => Number(a['observedAt']) - Number(b['observedAt']);
