import type { Uuid } from '#platform';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiled, type Compiled } from '../../../test/support/compiled.js';
import { until } from '../../../test/support/until.js';
import { connectEventStore } from '../client/connect.js';
import type { EventStore } from '../ports.js';

/** The command line program, compiled apart from anything else that may be building. */
class Program {
  output = '';
  #child: ChildProcess | undefined;

  constructor(
    private readonly built: Compiled,
    private readonly data: string,
  ) {}

  async start(port = 0): Promise<string> {
    this.output = '';
    const main = this.built.program('libs/event-store/embedded/cli/main.js');
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
  let built: Compiled;
  let program: Program;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-durable-'));
    // PostgreSQL runs as an account of its own where the tests run as root.
    await chmod(folder, 0o755);
    built = await compiled(['libs/platform', 'libs/event-store']);
    program = new Program(built, join(folder, 'data'));
  });

  afterAll(async () => {
    await program.end('SIGTERM');
    await Promise.all([built.remove(), rm(folder, { recursive: true, force: true })]);
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
