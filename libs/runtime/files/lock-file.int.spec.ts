import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from './lock-file.js';
import { startOf } from './process-identity.js';

describe('The lock on a data folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('lets one hub in and names it to the second', async () => {
    const file = join(folder, 'hub.lock');
    const lock = await takeLock(file);
    await expect(takeLock(file)).rejects.toMatchObject({
      code: 'HUB.ALREADY_RUNNING',
      context: { pid: process.pid },
    });
    await lock.release();
    await (await takeLock(file)).release();
  });

  it('is taken over from a hub that was killed', async () => {
    const file = join(folder, 'hub.lock');
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    await writeFile(file, JSON.stringify({ pid: gone.pid, started: 'x' }));
    await (await takeLock(file)).release();
  });

  it('is taken over when its process number belongs to another program now', async () => {
    const file = join(folder, 'hub.lock');
    await writeFile(file, JSON.stringify({ pid: process.pid, started: 'an earlier process' }));
    await (await takeLock(file)).release();
  });

  it('is taken over when a crash left it unreadable', async () => {
    const file = join(folder, 'hub.lock');
    await writeFile(file, '{"pi');
    await (await takeLock(file)).release();
  });

  it('knows a process again while it lives', async () => {
    const first = await startOf(process.pid);
    expect(first).toBeTruthy();
    expect(await startOf(process.pid)).toBe(first);
  });
});
