import type pg from 'pg';
import { unavailable } from '#platform';
import { listStates } from '../adapters/postgres/checkpoints.js';
import type { SqlClient } from '../adapters/postgres/sql-client.js';
import type { Projection } from '../ports.js';

/** A view as this program reads it. */
export type View = Pick<Projection, 'name' | 'version'>;

/** How long a look at the versions counts; whoever reads may be so much behind a view that was just swapped. */
const LOOK_EVERY_MS = 1_000;

class ViewVersions {
  private stored: ReadonlyMap<string, number> = new Map();
  private lookedAt = -Infinity;
  private looking: Promise<void> | undefined;
  private readonly named: RegExp;

  constructor(
    private readonly client: SqlClient,
    private readonly views: readonly View[],
  ) {
    this.named = new RegExp(`\\b(?:${views.map(({ name }) => name).join('|')})\\.`, 'g');
  }

  /** Throws `VIEW.OTHER_VERSION` where the question reads a view that is not of this program's version. */
  async check(question: string): Promise<void> {
    const names = new Set(question.match(this.named)?.map((name) => name.slice(0, -1)));
    if (names.size > 0 && !(await this.fit(this.views.filter(({ name }) => names.has(name)))))
      throw unavailable(
        'VIEW.OTHER_VERSION',
        'What is asked for is being prepared for this version of the hub: try again when that is done',
      );
  }

  async fit(views = this.views): Promise<boolean> {
    const isFresh = performance.now() - this.lookedAt < LOOK_EVERY_MS;
    if (isFresh && this.areStored(views)) return true;
    await (this.looking ??= this.look().finally(() => (this.looking = undefined)));
    return this.areStored(views);
  }

  private areStored(views: readonly View[]): boolean {
    return views.every(({ name, version }) => this.stored.get(name) === version);
  }

  private async look(): Promise<void> {
    const at = performance.now();
    const states = await listStates(this.client);
    this.stored = new Map(states.map(({ name, version }) => [name, version]));
    this.lookedAt = at;
  }
}

type Ask = (...question: never[]) => Promise<unknown>;

const checked = new WeakMap<pg.Pool, ViewVersions>();

/**
 * The pool, whose questions are answered only from views of these versions. After an upgrade a view of the version before
 * stands until the new one is built: its columns may lack, and what they say may be meant otherwise.
 */
export function readingViews(pool: pg.Pool, views: readonly View[]): pg.Pool {
  const ask: Ask = pool.query.bind(pool);
  const versions = new ViewVersions({ query: pool.query.bind(pool) }, views);
  checked.set(pool, versions);
  const query: Ask = async (...question) => {
    await versions.check(textOf(question[0]));
    return ask(...question);
  };
  return Object.assign(pool, { query });
}

/** For questions on a connection of their own. Throws `VIEW.OTHER_VERSION`. */
export const checkViews = async (pool: pg.Pool, question: string): Promise<void> =>
  checked.get(pool)?.check(question);

/** False where some view is not of this program's version. */
export const viewsFit = async (pool: pg.Pool): Promise<boolean> => (await checked.get(pool)?.fit()) ?? true;

const textOf = (question: unknown): string =>
  typeof question === 'string' ? question : ((question as { text?: string }).text ?? '');
