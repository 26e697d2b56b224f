import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectPath } from '#platform';

const run = promisify(execFile);
const program = projectPath('infra/keycloak-local/keycloak.mjs');

describe('The local Keycloak', () => {
  it.each(['start', 'fetch'])(
    'says on %s in one sentence that it needs Java where there is none',
    async (command) => {
      const data = await mkdtemp(join(tmpdir(), 'throughline-keycloak-'));
      const started = run(process.execPath, [program, command, '--data', data], { env: { PATH: data } });
      await expect(started).rejects.toMatchObject({
        code: 1,
        stderr: 'Local Keycloak needs Java 17 or newer: install it so that `java` is found.\n',
      });
      await rm(data, { recursive: true });
    },
  );
});
