import pg from 'pg';

/**
 * The log asks for narrow ranges of indexed keys only. Without statistics, as after a bulk load, the planner may still
 * prefer to read whole tables; that would make each page cost as much as the log is long.
 */
const OPTIONS = ['seqscan', 'hashjoin', 'mergejoin', 'bitmapscan']
  .map((method) => `-c enable_${method}=off`)
  .concat('-c jit=off')
  .join(' ');

const config = (databaseUrl: string, name: string) => ({
  connectionString: databaseUrl,
  application_name: name,
  options: OPTIONS,
  keepAlive: true,
});

export function createReadPool(databaseUrl: string, max: number): pg.Pool {
  const pool = new pg.Pool({ ...config(databaseUrl, 'throughline event store reads'), max });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

export async function connectWriter(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client(config(databaseUrl, 'throughline event store writer'));
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
