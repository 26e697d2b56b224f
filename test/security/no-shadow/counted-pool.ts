import type { Pool } from 'pg';

type Query = (...given: readonly unknown[]) => unknown;

/** The same pool, telling of each statement that is sent through it. */
export function countedPool(pool: Pool, told: () => void): Pool {
  const query: Query = (...given) => {
    told();
    return (pool.query as Query).apply(pool, [...given]);
  };
  const of = (name: string | symbol): unknown => {
    const found: unknown = Reflect.get(pool, name, pool);
    return typeof found === 'function' ? (found.bind(pool) as unknown) : found;
  };
  return new Proxy(pool, { get: (_pool, name) => (name === 'query' ? query : of(name)) });
}
