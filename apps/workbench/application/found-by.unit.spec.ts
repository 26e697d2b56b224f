import { foundBy } from './found-by.js';

describe('Items found by what they name', () => {
  const items = Array.from({ length: 100 }, (_, n) => ({ n, names: [`p${n}`, `p${n % 10}`] }));

  it('come once each, in their own order', () => {
    const find = foundBy(items, ({ names }) => names);
    expect(find(['p13', 'p3', 'nobody']).map(({ n }) => n)).toEqual([3, 13, 23, 33, 43, 53, 63, 73, 83, 93]);
  });

  it('are read once, however many families are looked up', () => {
    let read = 0;
    const find = foundBy(items, ({ names }) => {
      read += 1;
      return names;
    });
    items.forEach(({ names }) => find(names));
    expect(read).toBe(100);
  });
});
