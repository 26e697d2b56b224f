import type { Pool, QueryResult } from 'pg';

type Query = (...given: readonly unknown[]) => unknown;

export interface ReadRows {
  /** The same pool, of which is counted how much it answers. */
  through(pool: Pool): Pool;
  /** Rows that statements which begin with these words were answered with. */
  of(words: string): number;
  /** How often such a statement was sent. */
  times(words: string): number;
  forget(): void;
}

/** Counts what is read: by rows, which no busy machine changes. */
export function readRows(): ReadRows {
  const answered: { readonly statement: string; readonly rows: number }[] = [];
  const beginning = (words: string) => answered.filter(({ statement }) => statement.startsWith(words));
  return {
    through: (pool) => {
      const query: Query = (...given) => {
        const asked = (pool.query as Query).apply(pool, [...given]);
        const [statement] = given;
        if (typeof statement !== 'string' || !(asked instanceof Promise)) return asked;
        return asked.then((result: QueryResult) => {
          answered.push({ statement: statement.trim(), rows: result.rows.length });
          return result;
        });
      };
      return new Proxy(pool, {
        get: (_pool, name) => (name === 'query' ? query : boundTo(pool, Reflect.get(pool, name, pool))),
      });
    },
    of: (words) => beginning(words).reduce((sum, { rows }) => sum + rows, 0),
    times: (words) => beginning(words).length,
    forget: () => void (answered.length = 0),
  };
}

const boundTo = (pool: Pool, found: unknown): unknown =>
  typeof found === 'function' ? (found.bind(pool) as unknown) : found;
