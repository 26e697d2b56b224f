import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData, type Store } from 'express-session';
import type { WorkbenchDeps } from '../deps.js';

declare module 'express-session' {
  interface SessionData {
    /** It has a row: from then on, having none means that it has ended. */
    isKept: true;
  }
}

const KEEP = 'UPDATE sessions.session SET sess = $2, expire = to_timestamp($3) WHERE sid = $1';

export type SessionStore = Store & { close(): void };

/**
 * Sessions in PostgreSQL, shared by all workbenches. One that has ended stays ended: a form that was sent before signing out
 * and is answered after it would else write its session back, and its answer bring the browser the old cookie.
 */
export function createSessionStore({ pool, logger }: Pick<WorkbenchDeps, 'pool' | 'logger'>): SessionStore {
  class Kept extends connectPgSimple(session) {
    override set(sid: string, data: SessionData, done?: (error?: unknown) => void): void {
      if (!data.isKept) return super.set(sid, { ...data, isKept: true }, done);
      const expires = data.cookie.expires?.getTime() ?? Date.now();
      pool.query(KEEP, [sid, data, Math.ceil(expires / 1000)], (error) => done?.(error));
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
