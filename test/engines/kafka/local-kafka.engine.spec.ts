import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectPath } from '#platform';

const run = promisify(execFile);
const program = projectPath('infra/kafka-local/kafka.mjs');

describe('The local Kafka', () => {
  it('says in one sentence that it needs Java where there is none', async () => {
    const data = await mkdtemp(join(tmpdir(), 'throughline-kafka-'));
    const started = run(process.execPath, [program, 'start', '--data', data], { env: { PATH: data } });
    await expect(started).rejects.toMatchObject({
      code: 1,
      stderr: 'Local Kafka needs Java 17 or newer: install it so that `java` is found.\n',
    });
    await rm(data, { recursive: true });
  });

  it('says that nothing runs where nothing was started', async () => {
    const { stdout } = await run(process.execPath, [program, 'status', '--data', join(tmpdir(), 'nowhere')]);
    expect(stdout).toBe('Kafka is not running.\n');
  });
});
