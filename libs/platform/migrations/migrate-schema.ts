import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { projectPath } from '../project-path.js';

interface Migrations {
  readonly schema: string;
  /** Of the project. */
  readonly folder: string;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Brings a schema up to date from the numbered migrations of a folder; several processes may do so at once. Throws what
 * PostgreSQL threw. No connection is left when it ends: the library only begins to close one of its own, and what PostgreSQL
 * said to it after that ended the process.
 */
export async function migrateSchema(databaseUrl: string, { schema, folder }: Migrations): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  // A lost connection is told by the statement that it was lost for.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await runner({
      ...{ dbClient: client, dir: projectPath(folder), direction: 'up', logger: quiet },
      ...{ schema, createSchema: true, migrationsSchema: schema, migrationsTable: 'migrations' },
      advisoryLockMode: 'wait',
    });
  } finally {
    await client.end();
  }
}
