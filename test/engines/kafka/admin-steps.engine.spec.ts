import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDemoDirectory } from '#access';
import { topicOf } from '#feed';
import { receiptsTopicOf } from '#feed/kafka';
import { POLICE } from '#feed/testing';
import type { AgencyId } from '#platform';
import { buildHub, makeDataFolder } from '../../hub/hub-process.js';
import { runProgram } from '../../support/run-program.js';
import { publish, secureKafkaForSpec } from './secure-kafka.js';

const SCHOOL = 'urn:agency:urn:199997' as AgencyId;
const kafka = secureKafkaForSpec(['force-35', 'urn-199997']);
let data: Awaited<ReturnType<typeof makeDataFolder>>;
let topics: readonly string[];

beforeAll(async () => {
  buildHub();
  data = await makeDataFolder();
  const agencies = (await createDemoDirectory()).directory.agencies.map(({ id }) => id);
  const ofAgencies = agencies.flatMap((agency) => [topicOf(agency), receiptsTopicOf(agency)]);
  topics = [...ofAgencies, 'throughline.rejected'].sort();
}, 120_000);
afterAll(() => data.remove());

/** A step as an operator runs it, with the account of the administrator. */
async function step(program: 'topics' | 'permissions', ...args: readonly string[]) {
  const { status, stdout, stderr } = await runProgram(`apps/admin/kafka/${program}.js`, args, {
    DATA_DIR: data.folder,
    KAFKA_BROKERS: kafka.now().brokers.join(','),
    KAFKA_SASL_USERNAME: 'admin',
    KAFKA_SASL_PASSWORD: kafka.security().passwords['admin'] ?? '',
  });
  return { status, lines: stdout.trimEnd().split('\n'), stderr };
}

const under = (title: string, lines: readonly string[]) => {
  const from = lines.indexOf(title) + 1;
  const to = lines.findIndex((line, at) => at >= from && !line.startsWith('  '));
  return lines.slice(from, to === -1 ? undefined : to).map((line) => line.trim());
};

describe('The steps of an operator on Kafka', () => {
  it('name the broker’s reason where it refuses', async () => {
    expect(await step('topics', '--replication', '3')).toMatchObject({
      status: 1,
      stderr: 'Kafka could not make the topics: INVALID_REPLICATION_FACTOR\n',
    });
  });

  it('say which topics they would make, and make none of them', async () => {
    const { status, lines } = await step('topics', '--dry-run');
    expect(status).toBe(0);
    expect(under(`Would make ${topics.length} topics`, lines).sort()).toEqual(topics);
    expect(
      under(`Would make ${topics.length} topics`, (await step('topics', '--dry-run')).lines),
    ).toHaveLength(topics.length);
  });

  it('make the topics of every agency, of which receipts are compacted', async () => {
    expect(
      under(`Made ${topics.length} topics`, (await step('topics', '--retention-days', '7')).lines).sort(),
    ).toEqual(topics);
    expect(await settingOf(receiptsTopicOf(POLICE), 'cleanup.policy')).toBe('compact,delete');
    expect(await settingOf(topicOf(POLICE), 'cleanup.policy')).toBe('delete');
    expect(await settingOf(topicOf(POLICE), 'retention.ms')).toBe('604800000');
  });

  it('leave what is there as it is, and say how it differs from what was asked for', async () => {
    const { lines } = await step('topics', '--partitions', '6');
    expect(under(`Were there: ${topics.length} topics`, lines).sort()).toEqual(topics);
    const differing = under('Not as asked for, and left as it is, because data may hang on it', lines);
    expect(differing).toContain(`${topicOf(POLICE)}: partitions is 3, asked for 6`);
    expect(differing).toContain('throughline.rejected: retention.ms is 604800000, asked for 2592000000');
    expect(await settingOf(topicOf(POLICE), 'retention.ms')).toBe('604800000');
  });

  it('grant each agency its own topics, by the accounts of the operator’s own list', async () => {
    expect(await publish(kafka.byPassword('force-35'), topicOf(POLICE))).toBe('TOPIC_AUTHORIZATION_FAILED');
    const names = join(data.folder, 'names.json');
    await writeFile(names, JSON.stringify({ [SCHOOL]: 'somebody-else' }));
    const { status, lines } = await step('permissions', '--principals', names);
    expect(status).toBe(0);
    expect(lines).toContain('  User:force-35 topic throughline.events.force-35: write, describe');
    expect(lines).toContain('  User:somebody-else topic throughline.events.urn-199997: write, describe');
    expect(await publish(kafka.byPassword('force-35'), topicOf(POLICE))).toBe('taken');
    expect(await publish(kafka.byPassword('urn-199997'), topicOf(SCHOOL))).toBe('TOPIC_AUTHORIZATION_FAILED');
  });
});

async function settingOf(topic: string, name: string): Promise<string | undefined> {
  const admin = kafka.byPassword('admin').admin();
  await admin.connect();
  const { resources } = await admin.describeConfigs({
    resources: [{ type: 2, name: topic, configNames: [name] }],
    includeSynonyms: false,
  });
  await admin.disconnect();
  return resources[0]?.configEntries[0]?.configValue;
}
