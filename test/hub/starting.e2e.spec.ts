import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { projectPath } from '#platform';
import { until } from '../support/until.js';
import { buildHub, makeDataFolder, startHub, type HubProcess } from './hub-process.js';

describe('Starting the hub', () => {
  let data: Awaited<ReturnType<typeof makeDataFolder>>;
  const hubs: HubProcess[] = [];
  const start = (...args: string[]) => {
    const hub = startHub(data.folder, args);
    hubs.push(hub);
    return hub;
  };

  beforeAll(buildHub);
  beforeEach(async () => {
    data = await makeDataFolder();
  });
  afterEach(async () => {
    for (const hub of hubs.splice(0)) await hub.stop();
    await data.remove();
  });

  /** One sentence on standard error, exit code 1, no stack. */
  async function expectSentence(hub: HubProcess, pattern: RegExp): Promise<void> {
    expect(await hub.exited()).toBe(1);
    const lines = hub.text().trim().split('\n');
    expect(lines.at(-1)).toMatch(pattern);
    expect(hub.text()).not.toContain('    at ');
  }

  it('tells of its arguments', async () => {
    const hub = start('--help');
    expect(await hub.exited()).toBe(0);
    for (const name of ['--no-demo', '--port', '--data', '--families', '--seed'])
      expect(hub.text()).toContain(name);
  });

  it('refuses an argument that it does not know', () =>
    expectSentence(start('--prot', '1'), /^Unknown option '--prot'; see --help\.$/));

  it('says that its port is taken', async () => {
    const other: Server = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expectSentence(start('--no-demo', '--port', String(port)), /^Port \d+ is taken: /);
    other.close();
  });

  it('says that its folder cannot be used', async () => {
    await writeFile(join(data.folder, 'file'), '');
    const hub = start('--no-demo', '--data', join(data.folder, 'file', 'data'));
    await expectSentence(hub, /^The data folder .* cannot be written to: choose another with --data$/);
  });

  it('names every wrong setting at once', async () => {
    const hub = start('--no-demo', '--port', 'http');
    expect(await hub.exited()).toBe(1);
    expect(hub.text()).toMatch(/The configuration cannot be used:\n {2}HUB_PORT must be/);
  });

  it('lets one hub use a data folder, keeps secrets to its own account, and stops without a trace', async () => {
    const first = start('--no-demo');
    const running = await first.welcomed();
    await expectSentence(start('--no-demo'), /^Another hub \(process \d+\) uses this data folder: /);
    for (const name of ['run/hub.json', 'demo/credentials.json', 'postgres/password'])
      expect((await stat(join(data.folder, name))).mode & 0o077).toBe(0);
    expect((await fetch(`${running.baseUrl}/metrics`)).status).toBe(200);
    expect(await first.stop()).toBe(0);
    await expect(stat(join(data.folder, 'run', 'hub.json'))).rejects.toThrow('ENOENT');
    await expect(stat(join(data.folder, 'postgres', 'cluster', 'postmaster.pid'))).rejects.toThrow('ENOENT');
  });

  it('stops when the npm that it was started with is stopped', async () => {
    const note = join(data.folder, 'run', 'hub.json');
    const hasNote = () => stat(note).then(Boolean, () => false);
    const args = ['start', '--silent', '--', '--no-demo', '--port', '0', '--data', data.folder];
    const npm = spawn('npm', args, { cwd: projectPath(), stdio: 'ignore' });
    await until(hasNote, { withinMs: 60_000, what: 'a hub' });
    npm.kill('SIGTERM');
    await until(async () => !(await hasNote()), { withinMs: 20_000, what: 'the end of the hub' });
  });
});
