import { GroupCommit } from './group-commit.js';

describe('group commit', () => {
  const upper = (flushes: string[][]) => async (items: readonly string[]) => {
    flushes.push([...items]);
    return items.map((item) => item.toUpperCase());
  };

  it('joins everything handed in during one turn into one durable write', async () => {
    const flushes: string[][] = [];
    const group = new GroupCommit(upper(flushes));
    const answers = await Promise.all([group.add(['a', 'b']), group.add(['c']), group.add([])]);
    expect(flushes).toEqual([['a', 'b', 'c']]);
    expect(answers).toEqual([['A', 'B'], ['C'], []]);
  });

  it('keeps each write within its limit, and takes a larger hand-in whole', async () => {
    const flushes: string[][] = [];
    const group = new GroupCommit(upper(flushes), 2);
    await Promise.all([group.add(['a', 'b', 'c']), group.add(['d']), group.add(['e']), group.add(['f'])]);
    expect(flushes).toEqual([['a', 'b', 'c'], ['d', 'e'], ['f']]);
  });

  it('fails only those whose write failed', async () => {
    const group = new GroupCommit(async (items: readonly string[]) => {
      if (items.includes('bad')) throw new Error('refused');
      return items;
    }, 1);
    const answers = await Promise.allSettled([group.add(['bad']), group.add(['good'])]);
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'fulfilled']);
    await group.settled();
  });
});
