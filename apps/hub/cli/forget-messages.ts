import { resolve } from 'node:path';
import { invalid } from '#platform';
import { understood, wholeNumber, wrongArgument } from '#platform/arguments';
import { loadSettings } from '#platform/config';
import { sentenceOf } from '#runtime/process';
import { forgetMessages } from '../feed/forget-messages.js';
import { withDatabase } from '../positions/with-database.js';
import { forgottenWords } from './forgotten-words.js';

const USAGE = `Forgets what agencies sent long ago: the embedded feed keeps it in plain text until somebody does this.

  npm run forget-messages -- --days N          what was taken more than N days ago, of a stopped hub
  npm run forget-messages -- --days N --dry-run    only tells how much that is
    --data FOLDER    of the hub that keeps its data there (default data); DATABASE_URL names another database, and
                     there the hub may run
    --help           this text

Forgotten is only what every reader of the feed is past; how much stays, and why, is said. There are fewer than agencies
sent: what the gateway turned away never lay in the feed. What the hub stored stays. Content that was withheld goes with
it: where a family agrees later, its agency is asked to publish it again; and what is still parked is then refused as
INTAKE.CONTENT_GONE. On Kafka the topics' own retention does this: npm run kafka:topics -- --retention-days N.

Ends with 0 when it is done, 1 with one sentence when it could not be.
`;

const OPTIONS = {
  days: { type: 'string' },
  data: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;
const DAY_MS = 86_400_000;

async function main(): Promise<string> {
  const { values } = understood(process.argv.slice(2), { options: OPTIONS });
  if (values.help) return USAGE;
  if (values.days === undefined) throw wrongArgument('Say with --days how many days the feed is to keep');
  const days = wholeNumber('--days', values.days, { to: 36_500 });
  const settings = loadSettings({ DATA_DIR: values.data === undefined ? undefined : resolve(values.data) });
  if (settings.kafka) throw onKafka();
  const forgetting = { before: new Date(Date.now() - days * DAY_MS), dryRun: values['dry-run'] };
  const forgotten = await withDatabase(settings, (url) => forgetMessages(url, forgetting));
  return forgottenWords(forgotten, { days, dryRun: forgetting.dryRun });
}

const onKafka = () =>
  invalid(
    'HUB.FEED_ON_KAFKA',
    'KAFKA_BROKERS is set, so the feed is on Kafka: set how long its topics keep, npm run kafka:topics -- --retention-days N',
  );

try {
  process.stdout.write(await main());
} catch (error) {
  process.stderr.write(`${sentenceOf('command', error)}\n`);
  process.exitCode = 1;
}
