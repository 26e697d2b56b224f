import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Pool } from 'pg';
import type { Purpose } from '#contracts';
import type { BrokenGlass, Connection, Viewer } from '#access';
import type { WorkbenchDeps } from '../deps.js';
import { createSessionStore } from './session-store.js';

/** What a member of staff says that they are working on. */
export interface Stated {
  readonly purpose: Purpose;
  readonly reference: string;
}

declare module 'express-session' {
  interface SessionData {
    viewer: Viewer;
    /** Tells the provider, when the viewer signs out, which of its sessions ends too. */
    idToken: string;
    /** When the viewer has to sign in again at the latest, in milliseconds since 1970. */
    endsAt: number;
    stated: Stated;
    /** An emergency view; it ends by its own time, and is none under another purpose. */
    glass: { readonly under: Stated; readonly broken: BrokenGlass };
    /** Connections that the viewer declared in it. */
    declared: readonly Connection[];
    /** Where to go after stating a purpose; addresses hold random ids only. */
    goOnTo: string;
    /** Sealed search criteria by random id, which are gone back to under the purpose for which they were typed. */
    searches: { readonly under: Stated; readonly sealed: Readonly<Record<string, string>> };
  }
}

/** Signed out after this long without a request, in milliseconds. */
export const IDLE_MS = 60 * 60_000;
export const SESSION_COOKIE = 'throughline_session';

/** With the prefix by which browsers take a cookie from this very host alone, and none that a neighbouring site sets for it. */
export const ownCookieName = (name: string, baseUrl: string): string =>
  baseUrl.startsWith('https:') ? `__Host-${name}` : name;

export interface Sessions {
  readonly handler: RequestHandler;
  close(): Promise<void>;
}

/** Unlogged: after a crash of the database people sign in again, and no page waits for a disk to remember that it was asked. */
const TABLE = `
  CREATE SCHEMA IF NOT EXISTS sessions;
  CREATE UNLOGGED TABLE IF NOT EXISTS sessions.session (
    sid varchar PRIMARY KEY, sess json NOT NULL, expire timestamp(6) NOT NULL
  );
  CREATE INDEX IF NOT EXISTS session_expire ON sessions.session (expire)`;

export async function createSessions({
  pool,
  sessionSecret,
  baseUrl,
  logger,
}: WorkbenchDeps): Promise<Sessions> {
  await makeTable(pool);
  const store = createSessionStore({ pool, logger });
  const handler = session({
    store,
    secret: sessionSecret,
    name: ownCookieName(SESSION_COOKIE, baseUrl),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: baseUrl.startsWith('https:'),
      maxAge: IDLE_MS,
      path: '/',
    },
  });
  return { handler, close: async () => store.close() };
}

/** Two processes may start at once, and `IF NOT EXISTS` alone can then fail on the catalogue's unique index. */
async function makeTable(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('throughline.sessions'))`);
    await client.query(TABLE);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
