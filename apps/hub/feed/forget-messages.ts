import { keptInFeed, pruneFeed, type KeptMessages } from '#feed';
import { createPool } from '#read-store';

export interface Forgetting {
  /** What the feed took before it is forgotten, where every reader is past it. */
  readonly before: Date;
  /** Only counts. */
  readonly dryRun: boolean;
}

export interface Forgotten extends KeptMessages {
  readonly forgotten: number;
}

/** Resolves with how many messages of the embedded feed were, or would be, forgotten, and how many stay. */
export async function forgetMessages(
  databaseUrl: string,
  { before, dryRun }: Forgetting,
): Promise<Forgotten> {
  const pool = createPool(databaseUrl, { max: 1 });
  try {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const forgotten = await pruneFeed(client, before);
      const kept = await keptInFeed(client, before);
      await client.query(dryRun ? 'ROLLBACK' : 'COMMIT');
      return { forgotten, ...kept };
    } finally {
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}
