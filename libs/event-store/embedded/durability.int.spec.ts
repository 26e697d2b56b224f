import { projectPath, type Uuid } from '#platform';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../../test/support/until.js';
import { connectEventStore } from '../client/connect.js';
import type { EventStore } from '../ports.js';

/** The command line program, compiled apart from anything else that may be building. */
class Program {
  output = '';
  #child: ChildProcess | undefined;

  constructor(
    private readonly dist: string,
    private readonly data: string,
  ) {}

  async start(port = 0): Promise<string> {
    this.output = '';
    const main = join(this.dist, 'libs/event-store/embedded/cli/main.js');
    const child = spawn(process.execPath, [main, '--port', String(port), '--data', this.data]);
    this.#child = child;
    child.stdout.on('data', (text: Buffer) => (this.output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (this.output += text.toString()));
    return until(() => /ready at (\S+)/.exec(this.output)?.[1], {
      withinMs: 30_000,
      what: 'a running server',
    });
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    return gone;
  }
}

const appendOne = async (store: EventStore, acknowledged: string[]) => {
  const stream = `item-${randomUUID()}`;
  const event = { id: randomUUID() as Uuid, type: 'Noted', data: {}, metadata: { schemaVersion: 1 } };
  const outcome = await store.append(stream, 'no-stream', [event]);
  if (outcome.ok) acknowledged.push(stream);
};

describe('an event that was acknowledged', () => {
  let folder: string;
  let program: Program;

  beforeAll(async () => {
    const parent = projectPath('node_modules/.cache');
    folder = await mkdtemp(join(tmpdir(), 'throughline-durable-'));
    // PostgreSQL runs as an account of its own where the tests run as root.
    await chmod(folder, 0o755);
    const dist = await mkdtemp(join(parent, 'durable-'));
    compile(dist);
    program = new Program(dist, join(folder, 'data'));
    cleanUp.push(folder, dist);
  });

  const cleanUp: string[] = [];

  afterAll(async () => {
    await program.end('SIGTERM');
    await Promise.all(cleanUp.map((path) => rm(path, { recursive: true, force: true })));
  });

  it('is there once after the server and its PostgreSQL were killed under load', async () => {
    const url = await program.start();
    const port = Number(new URL(url).port);
    const store = connectEventStore({ url, deadlineMs: 30_000 });
    const acknowledged: string[] = [];
    let loading = true;
    const load = Promise.all(
      Array.from({ length: 16 }, async () => {
        while (loading) await appendOne(store, acknowledged);
      }),
    );
    await until(() => acknowledged.length > 300);
    process.kill(
      Number((await readFile(join(folder, 'data/cluster/postmaster.pid'), 'utf8')).split('\n')[0]),
      'SIGKILL',
    );
    const afterFirst = acknowledged.length;
    await until(() => acknowledged.length > afterFirst + 300);
    await program.end('SIGKILL');
    await program.start(port);
    const afterSecond = acknowledged.length;
    await until(() => acknowledged.length > afterSecond + 300);
    loading = false;
    await load;
    const stored: string[] = [];
    for await (const batch of store.readAll()) stored.push(...batch.map(({ stream }) => stream));
    await store.close();
    expect([...stored].sort()).toEqual([...acknowledged].sort());
    expect(await program.end('SIGINT')).toBe(0);
  });
});

/** Compiled code resolves `#lib` doors through a manifest of its own, so that no other build is in the way. */
function compile(dist: string): void {
  const swc = projectPath('node_modules/@swc/cli/bin/swc.js');
  const sources = ['libs/platform', 'libs/event-store'];
  const flags = ['--extensions', '.ts', '--ignore', '**/*.spec.ts', '-q'];
  execFileSync(process.execPath, [swc, ...sources, '--out-dir', dist, ...flags], { cwd: projectPath() });
  writeFileSync(
    join(dist, 'package.json'),
    JSON.stringify({ type: 'module', imports: { '#*': './libs/*/index.js' } }),
  );
}
