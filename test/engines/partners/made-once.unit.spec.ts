import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeOnce } from './made-once.js';
import { requireProgram, runProgram } from './run-program.js';

describe('What the tests of the partners’ examples stand on', () => {
  let folder: string;
  const made: string[] = [];
  const make = async (into: string) => {
    made.push(into);
    await writeFile(join(into, 'content'), 'made');
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-made-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is made once, and again when what it is made from changes', async () => {
    const source = join(folder, 'source');
    const once = () => madeOnce('thing', [source], make, folder);
    await writeFile(source, 'one');
    const [first, again] = [await once(), await once()];
    await writeFile(source, 'two');
    const changed = await once();
    expect([again === first, changed === first, made.length]).toEqual([true, false, 2]);
    expect(await readFile(join(changed, 'content'), 'utf8')).toBe('made');
  });

  it('leaves nothing half made behind', async () => {
    const fails = () => Promise.reject(new Error('no network'));
    await expect(madeOnce('thing', [], fails, folder)).rejects.toThrow('no network');
    expect(await readdir(folder)).toEqual([]);
    expect(await readdir(await madeOnce('thing', [], make, folder))).toEqual(['content']);
  });

  it('says in one sentence which program is missing', async () => {
    await expect(requireProgram('no-such-program', [], 'Install it.')).rejects.toThrow('Install it.');
  });

  it('hears what a program said and how it ended', async () => {
    const script = 'console.log("out"); console.error("err"); process.exit(3)';
    expect(await runProgram(process.execPath, ['-e', script])).toEqual({
      code: 3,
      out: 'out\n',
      err: 'err\n',
    });
  });
});
