import { choiceOf, pageNumberOf, pagerOf, selectItems } from './list-query.js';

describe('the address of an audit list', () => {
  it('takes only choices that the filter offers', () => {
    expect(choiceOf({ row: 'D6' }, 'row', ['D6', 'D9'])).toBe('D6');
    expect(choiceOf({ row: "D6' OR 1=1" }, 'row', ['D6', 'D9'])).toBeUndefined();
    expect(choiceOf({ row: ['D6'] }, 'row', ['D6'])).toBeUndefined();
  });

  it('falls back to the first page for anything that is no page number', () => {
    expect(pageNumberOf({ page: '3' })).toBe(3);
    for (const page of ['0', '-1', '1e9', 'x', undefined, ['2']]) expect(pageNumberOf({ page })).toBe(1);
  });

  it('keeps the filters on the way to the next page', () => {
    const pager = pagerOf(
      '/ig/decisions',
      { row: 'D9', agency: undefined },
      { rows: [], page: 1, more: true },
    );
    expect(pager).toEqual({ previous: undefined, next: { href: '/ig/decisions?row=D9&page=2' } });
  });

  it('marks what is chosen, and All where nothing is', () => {
    expect(selectItems([['A', 'Agreed']], undefined)[0]?.selected).toBe(true);
    expect(selectItems([['A', 'Agreed']], 'A').map(({ selected }) => selected)).toEqual([false, true]);
  });
});
