import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptText } from './kept-text.js';

describe('text that takes long to make', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-kept-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const never = () => Promise.reject(new Error('made again'));

  it('is made once and read from then on, and another name is another text', async () => {
    expect(await keptText(folder, 'a.css', async () => 'one')).toBe('one');
    expect(await keptText(folder, 'a.css', never)).toBe('one');
    expect(await keptText(folder, 'b.css', async () => 'two')).toBe('two');
    expect((await readdir(folder)).sort()).toEqual(['a.css', 'b.css']);
  });

  it('is made each time where nothing can be kept', async () => {
    const blocked = join(folder, 'file');
    await writeFile(blocked, '');
    expect(await keptText(blocked, 'a.css', async () => 'one')).toBe('one');
    expect(await keptText(blocked, 'a.css', async () => 'two')).toBe('two');
  });
});
