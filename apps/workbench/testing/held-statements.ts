import type { Pool } from 'pg';
import { signal } from './gated-store.js';

type Query = (...given: readonly unknown[]) => unknown;

export interface HeldStatements {
  /** The same pool, through which the statements are held. */
  through(pool: Pool): Pool;
  /** Holds the next one back until released; those after it go by. */
  next(): { readonly reached: Promise<void>; release(): void };
}

/** Statements that begin with these words, blanks at either end left out. */
export function heldStatements(words: string): HeldStatements {
  let waiting: { readonly arrived: () => void; readonly opened: Promise<void> } | undefined;
  const hold = async (send: () => unknown): Promise<void> => {
    const found = waiting;
    waiting = undefined;
    found?.arrived();
    await found?.opened;
    send();
  };
  return {
    through: (pool) => {
      const query: Query = (...given) => {
        const send = () => (pool.query as Query).apply(pool, [...given]);
        const isHeld = waiting && typeof given[0] === 'string' && given[0].trim().startsWith(words);
        return isHeld ? hold(send) : send();
      };
      return new Proxy(pool, {
        get: (_pool, name) => (name === 'query' ? query : boundTo(pool, Reflect.get(pool, name, pool))),
      });
    },
    next: () => {
      const [reached, opened] = [signal(), signal()];
      waiting = { arrived: reached.resolve, opened: opened.promise };
      return { reached: reached.promise, release: opened.resolve };
    },
  };
}

const boundTo = (pool: Pool, found: unknown): unknown =>
  typeof found === 'function' ? (found.bind(pool) as unknown) : found;
