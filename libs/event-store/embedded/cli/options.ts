export interface CliOptions {
  readonly port: number;
  readonly data: string;
  /** Undefined starts a PostgreSQL server in the data folder. */
  readonly databaseUrl: string | undefined;
}

export const HELP = `An event store for one machine that speaks EventStoreDB's gRPC protocol.

Usage: npm run event-store -- [options]

  --port NUMBER         port on 127.0.0.1 (default 2113)
  --data FOLDER         where the events are kept (default data/event-store)
  --database-url URL    keep them in this PostgreSQL database instead
  --help                show this text

Connect with esdb://127.0.0.1:PORT?tls=false. Stop with Ctrl-C.`;

export const OPTIONS = {
  port: { type: 'string', default: '2113' },
  data: { type: 'string', default: 'data/event-store' },
  'database-url': { type: 'string' },
} as const;

interface Given {
  readonly port: string;
  readonly data: string;
  readonly 'database-url'?: string | undefined;
}

/** Throws an Error with one sentence where the port is none. */
export function optionsOf({ port: text, data, 'database-url': databaseUrl }: Given): CliOptions {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('--port takes a number from 0 to 65535; see --help.');
  return { port, data, databaseUrl };
}
