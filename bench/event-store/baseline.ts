import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** What PostgreSQL does with the same events and nothing in between: no protocol, no checks, no positions kept. */
export class Baseline {
  private constructor(private readonly client: pg.Client) {}

  static async open(databaseUrl: string): Promise<Baseline> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`DROP TABLE IF EXISTS raw_events`);
    await client.query(`CREATE TABLE raw_events (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text NOT NULL, id uuid NOT NULL,
      data bytea NOT NULL, UNIQUE (stream))`);
    return new Baseline(client);
  }

  /** Groups of `size` events, one commit each. Returns events a second. */
  async insert(count: number, size: number, data: Buffer): Promise<number> {
    const begun = performance.now();
    for (let done = 0; done < count; done += size) {
      const ids = Array.from({ length: size }, () => randomUUID());
      const values = [ids.map((id) => `item-${id}`), ids, ids.map(() => data)];
      const text = `INSERT INTO raw_events (stream, id, data) SELECT * FROM unnest($1::text[], $2::uuid[], $3::bytea[])`;
      await this.client.query({ name: 'insert', text, values });
    }
    return (count * 1000) / (performance.now() - begun);
  }

  /** Pages of 500. Returns events a second. */
  async read(): Promise<number> {
    const begun = performance.now();
    const text = `SELECT position, stream, id, data FROM raw_events WHERE position > $1 ORDER BY position LIMIT 500`;
    let after = '0';
    let count = 0;
    for (;;) {
      const { rows } = await this.client.query<{ position: string }>({ name: 'read', text, values: [after] });
      count += rows.length;
      after = rows.at(-1)?.position ?? after;
      if (rows.length < 500) return (count * 1000) / (performance.now() - begun);
    }
  }

  async close(): Promise<void> {
    await this.client.query(`DROP TABLE raw_events`);
    await this.client.end();
  }
}
