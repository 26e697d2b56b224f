import { randomBytes } from 'node:crypto';
import pg from 'pg';

const MOST_MESSAGES = 20;

/**
 * The write-ahead log of a running server. Connected before the disk is full, because a new connection may then be
 * refused.
 */
export class WriteAheadLog {
  private lost = false;

  private constructor(private readonly client: pg.Client) {
    client.on('error', () => (this.lost = true));
  }

  static async of(databaseUrl: string): Promise<WriteAheadLog> {
    const client = new pg.Client({ connectionString: databaseUrl });
    const log = new WriteAheadLog(client);
    await client.connect();
    return log;
  }

  /** Begins its next file, so that the next 16 MB need no room on the disk. */
  async beginFile(): Promise<void> {
    await this.client.query('SELECT pg_switch_wal()');
    await this.client.query('CREATE TEMPORARY TABLE begun (n int)');
  }

  /** Writes until there is no room for its next file, at which PostgreSQL ends. */
  async exhaust(): Promise<void> {
    for (let sent = 0; sent < MOST_MESSAGES && !this.lost; sent += 1)
      await this.client
        .query(`SELECT pg_logical_emit_message(false, 'test', $1::text)`, [randomBytes(2e6).toString('hex')])
        .catch(() => undefined);
    if (!this.lost) throw new Error('The write-ahead log found room');
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
