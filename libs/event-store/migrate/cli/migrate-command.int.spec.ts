import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiled, type Compiled } from '../../../../test/support/compiled.js';
import { addEndings, fill, noted, startServer, type Server } from '../testing/two-servers.js';

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

describe('The command that copies an event store', () => {
  let built: Compiled;
  let folder: string;
  let from: Server;
  let to: Server;

  /** `interrupt` sends what one Ctrl-C in a terminal comes to: the signal, and again through npm. */
  const run = async (args: readonly string[], { interrupt = false } = {}): Promise<Ended> => {
    const program = built.program('libs/event-store/migrate/cli/main.js');
    const child = spawn(process.execPath, [program, ...args], { cwd: folder });
    const told = { output: '', errors: '' };
    let interrupted = false;
    child.stdout.on('data', (chunk: Buffer) => (told.output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      told.errors += chunk.toString();
      if (!interrupt || interrupted || !told.errors.includes('Copying: ')) return;
      interrupted = child.kill('SIGINT') && child.kill('SIGINT');
    });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...told };
  };

  beforeAll(async () => {
    built = await compiled(['libs/platform', 'libs/event-store']);
    folder = await mkdtemp(join(tmpdir(), 'migrate-command-'));
    [from, to] = await Promise.all([startServer(), startServer()]);
    await fill(from, 8_000);
    await addEndings(from);
  });

  afterAll(async () => {
    await Promise.all([from.stop(), to.stop(), built.remove()]);
    await rm(folder, { recursive: true });
  });

  it('explains itself, every option and how it ends', async () => {
    const { code, output } = await run(['--help']);
    expect(code).toBe(0);
    for (const word of ['FROM, TO', '--resume FILE', '--verify-only', 'Ends with 0', 'stay behind'])
      expect(output).toContain(word);
  });

  it('stops at Ctrl-C with 130, and the same command goes on and tells how to switch', async () => {
    const stopped = await run([from.url, to.url], { interrupt: true });
    expect(stopped.code).toBe(130);
    expect(stopped.errors).toMatch(/Stopped after \d+ events\. Run the same command again to go on\./);
    const { code, output, errors } = await run([from.url, to.url]);
    expect(errors).toContain('Every writer of the source must be stopped until the switch.');
    expect(output).toMatch(/^Source: (\d+ events in \d+ streams, SHA-256 [0-9a-f]{64})\n[^]*\nTarget: \1\n/);
    expect(output).toContain('Both hold the same.');
    expect(output.slice(output.indexOf('To switch'))).toBe(
      `To switch, with all writers still stopped (docs/event-store.md has each step):
  1. Stop the server that the source was served from.
  2. Positions differ between servers. Have the hub forget them: npm run forget-positions
  3. Set EVENTSTORE_URL to the target and start the hub. It builds every view again from the target.
     To do so once more at any later time: npm run rebuild -- --all
  4. Keep the source, switched off, until the views have been looked at.
The file migrate-store.checkpoint.json is no longer needed.
`,
    );
    expect(code).toBe(0);
  });

  it('keeps the order of events across streams too, from batch to batch', async () => {
    const placesOf = async ({ client }: Server) => {
      const places = new Map<string, number>();
      for await (const { event } of client.readAll())
        if (event?.streamId.startsWith('item-'))
          places.set(`${event.streamId}@${event.revision}`, places.size);
      return places;
    };
    const [here, there] = [await placesOf(from), await placesOf(to)];
    expect(there.size).toBe(here.size);
    for (const [event, place] of here)
      expect(Math.abs((there.get(event) ?? Infinity) - place)).toBeLessThan(2_000);
  });

  it('ends with 2 when the two differ, and names where', async () => {
    await to.client.appendToStream('item-5', [noted(80)]);
    const { code, output } = await run([from.url, to.url, '--verify-only']);
    expect(code).toBe(2);
    expect(output).toContain('1 streams differ:\n  item-5: 20 in the source, 21 in the target');
  });

  it.each([
    [['esdb://127.0.0.1:1?tls=false'], /^Name two addresses .* \(PROGRAM\.ARGUMENT\)\n$/],
    [
      ['FROM', 'esdb://hub:marker@127.0.0.1:1?moon=light', '--verify-only'],
      /moon \(EVENT_STORE\.BAD_ADDRESS\)\n$/,
    ],
  ])('ends with 1 and one sentence when it cannot begin: %j', async (args, sentence) => {
    const { code, errors } = await run(args.map((arg) => (arg === 'FROM' ? from.url : arg)));
    expect(code).toBe(1);
    expect(errors).toMatch(sentence);
    expect(errors).not.toContain('marker');
  });
});
