import connectPgSimple from 'connect-pg-simple';
import type { Request } from 'express';
import session, { type Session, type SessionData, type Store } from 'express-session';
import type { WorkbenchDeps } from '../deps.js';

const KEEP = `
  UPDATE sessions.session SET sess = ((sess::jsonb || $2::jsonb) - $3::text[])::json, expire = to_timestamp($4)
  WHERE sid = $1`;

/** What a session held when it was last read or stored: each part as JSON, by its name. */
type Parts = ReadonlyMap<string, string>;

export type SessionStore = Store & { close(): void };

/**
 * Sessions in PostgreSQL, shared by all workbenches. Of one that has a row only what a request changed is stored, so that two
 * pages of one person undo nothing of each other. One that has ended stays ended: a form that was sent before signing out and
 * is answered after it would else write its session back, and its answer bring the browser the old cookie.
 */
export function createSessionStore({ pool, logger }: Pick<WorkbenchDeps, 'pool' | 'logger'>): SessionStore {
  class Kept extends connectPgSimple(session) {
    readonly #stored = new WeakMap<SessionData, Parts>();

    override createSession(request: Request, data: SessionData): Session & SessionData {
      const found = super.createSession(request, data);
      this.#stored.set(found, partsOf(found));
      return found;
    }

    override set(sid: string, data: SessionData, done?: (error?: unknown) => void): void {
      const before = this.#stored.get(data);
      const now = partsOf(data);
      const told = (error?: unknown) => {
        if (!error) this.#stored.set(data, now);
        done?.(error);
      };
      if (before === undefined) return super.set(sid, data, told);
      const expires = data.cookie.expires?.getTime() ?? Date.now();
      const gone = [...before.keys()].filter((name) => !now.has(name));
      pool.query(KEEP, [sid, changed(before, now), gone, Math.ceil(expires / 1000)], told);
    }
  }
  return new Kept({
    pool,
    schemaName: 'sessions',
    tableName: 'session',
    pruneSessionInterval: 900,
    errorLog: () => logger.error('The session store failed'),
  });
}

const partsOf = (data: SessionData): Parts =>
  new Map(
    Object.entries(data).flatMap(([name, value]) => {
      const text = JSON.stringify(value) as string | undefined;
      return text === undefined ? [] : [[name, text] as const];
    }),
  );

/** As one JSON object. */
function changed(before: Parts, now: Parts): string {
  const parts = [...now].filter(([name, text]) => before.get(name) !== text);
  return `{${parts.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join()}}`;
}
