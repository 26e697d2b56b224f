import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { unavailable } from '../errors/errors.js';

const run = promisify(execFile);

/** The account that PostgreSQL runs as; undefined for the account of this process. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root, so root lends it the account `postgres`, made where it is missing. */
export async function postgresAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await findAccount()) ?? (await makeAccount());
}

async function findAccount(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function makeAccount(): Promise<Account> {
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  } catch {
    await run('adduser', ['-S', '-D', '-H', 'postgres']).catch(() => undefined);
  }
  const made = await findAccount();
  if (made) return made;
  throw unavailable(
    'POSTGRES.NO_ACCOUNT',
    'PostgreSQL cannot run as root and the account postgres could not be made: start the hub as another user',
  );
}
