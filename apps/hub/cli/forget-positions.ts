import { resolve } from 'node:path';
import { understood } from '#platform/arguments';
import { loadSettings } from '#platform/config';
import { createPool } from '#read-store';
import { sentenceOf } from '#runtime/process';
import { forgetPositions, type Forgotten } from '../positions/forget-positions.js';
import { withDatabase } from '../positions/with-database.js';

const USAGE = `Forgets how far the hub has come in its event store, for the move to another store, which counts otherwise.

  npm run forget-positions                     in the hub's own PostgreSQL, or the one that DATABASE_URL names
  npm run forget-positions -- --data FOLDER    of the hub that keeps its data there (default data)
  npm run forget-positions -- --help           this text

Stop every part of the hub, and the event store that was served from its folder, first. Nothing is lost: at its
next start the hub builds every view anew, considers agreements and links once more with the same outcome, and
tells publishers on Kafka once more, under the same ids.

Ends with 0 when it is done, 1 with one sentence when it could not be.
`;

async function main(): Promise<string> {
  const { values } = understood(process.argv.slice(2), { options: { data: { type: 'string' } } });
  const { help, data } = values;
  if (help) return USAGE;
  const settings = loadSettings({ DATA_DIR: data === undefined ? undefined : resolve(data) });
  return tell(await withDatabase(settings, forget));
}

async function forget(databaseUrl: string): Promise<Forgotten> {
  const pool = createPool(databaseUrl, { max: 1 });
  try {
    return await forgetPositions(pool);
  } finally {
    await pool.end();
  }
}

const tell = ({ views, reconsidered, told }: Forgotten): string =>
  [
    `Forgot the positions of ${views} views${reconsidered ? ', of agreements and links' : ''}${told ? ', of what publishers were told' : ''}.`,
    'Set EVENTSTORE_URL to the new address and start the hub: it builds every view anew.\n',
  ].join('\n');

try {
  process.stdout.write(await main());
} catch (error) {
  process.stderr.write(`${sentenceOf('command', error)}\n`);
  process.exitCode = 1;
}
