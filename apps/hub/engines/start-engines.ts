import type { Logger, Shutdown } from '#platform';
import type { Settings } from '#platform/config';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import { endOf, watchDisk } from './disk.js';
import { startEventStoreThread } from './event-store-thread.js';

export interface Engines {
  /** PostgreSQL for feed, keys, sessions and read models. */
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
  /** Settles, with a sentence on why, when an embedded engine ends by itself. */
  readonly died: Promise<string>;
}

/** What the settings name is used as it is; what they leave out is embedded. */
export async function startEngines(options: {
  settings: Settings;
  folder: string;
  logger: Logger;
  shutdown: Shutdown;
}): Promise<Engines> {
  const { settings, shutdown } = options;
  const deaths: Promise<string>[] = [];
  const embedded =
    settings.databaseUrl && settings.eventStoreUrl ? undefined : await postgres(options, deaths);
  const databaseUrl = settings.databaseUrl ?? embedded?.url('throughline') ?? '';
  if (settings.eventStoreUrl)
    return { databaseUrl, eventStoreUrl: settings.eventStoreUrl, died: anyOf(deaths) };
  const thread = await startEventStoreThread({ databaseUrl: embedded?.url('eventstore') ?? '' });
  shutdown.add('event-store', () => thread.stop());
  deaths.push(thread.died.then(() => endOf('event-store')));
  return { databaseUrl, eventStoreUrl: thread.url, died: anyOf(deaths) };
}

async function postgres(
  { folder, logger, shutdown }: Parameters<typeof startEngines>[0],
  deaths: Promise<string>[],
) {
  const server = await startEmbeddedPostgres({ folder, logger: logger.of('postgres') });
  shutdown.add('postgres', () => server.stop());
  deaths.push(server.died.then(() => endOf('postgres', folder)));
  shutdown.add('disk', watchDisk(folder, logger));
  return server;
}

const anyOf = (deaths: readonly Promise<string>[]): Promise<string> =>
  deaths.length > 0 ? Promise.race(deaths) : new Promise(() => undefined);
