import type { TopicChoices } from '#feed/kafka';
import { understood, wholeNumber, wrongArgument } from '#platform/arguments';

export const USAGE = `Makes the topics of every agency in the directory, and the one of rejections. Leaves what is there as it is.

  npm run kafka:topics [-- options]

  --partitions N       of each events topic (3); later more can be had, but keys then move
  --replication N      copies of each message (as many as there are brokers, 3 at most)
  --min-in-sync N      copies that must be there before a message counts as taken (one fewer than the copies)
  --retention-days N   how long messages are held (30): so long can an item be released after the event
  --dry-run            says what it would do
  --help               this text

KAFKA_BROKERS and what goes with it say where Kafka is, in the environment or in .env: the account must be allowed to
make topics. AGENCIES_FILE names the directory; the demonstration's where it is absent.
`;

export interface TopicsOptions {
  readonly help: boolean;
  readonly dryRun: boolean;
  readonly choices: TopicChoices;
}

const DAY_MS = 24 * 3_600_000;

/** Throws `PROGRAM.ARGUMENT`. */
export function readTopicsOptions(args: readonly string[]): TopicsOptions {
  const text = { type: 'string' } as const;
  const counts = { partitions: text, replication: text, 'min-in-sync': text, 'retention-days': text };
  const { values } = understood(args, { options: { ...counts, 'dry-run': { type: 'boolean' } } });
  const count = (name: keyof typeof counts) => {
    const given = values[name];
    return given === undefined ? undefined : wholeNumber(`--${name}`, given);
  };
  const partitions = count('partitions');
  const replicationFactor = count('replication');
  const minInSyncReplicas = count('min-in-sync');
  const days = count('retention-days');
  if ((minInSyncReplicas ?? 1) > (replicationFactor ?? 1))
    throw wrongArgument('--min-in-sync is at most the number of copies, or nothing could be published');
  return {
    help: values.help ?? false,
    dryRun: values['dry-run'] ?? false,
    choices: {
      ...(partitions === undefined ? {} : { partitions }),
      ...(replicationFactor === undefined ? {} : { replicationFactor }),
      ...(minInSyncReplicas === undefined ? {} : { minInSyncReplicas }),
      ...(days === undefined ? {} : { retentionMs: days * DAY_MS }),
    },
  };
}
