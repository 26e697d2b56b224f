import { setAsideList } from './parked-list.js';

describe('The list of what could not be decided again', () => {
  it('counts items by fault, with since when and when they are tried next, and names none', () => {
    const [since, nextTryAt] = [new Date('2026-11-27T09:00:00Z'), new Date('2026-11-27T10:00:00Z')];
    expect(setAsideList([{ code: 'VAULT.WRONG_KEY', items: 12, since, nextTryAt }])).toBe(
      [
        '',
        'Set aside, as it cannot be decided again:',
        'code             items  since              next try',
        'VAULT.WRONG_KEY  12     2026-11-27T09:00Z  2026-11-27T10:00Z',
        '',
      ].join('\n'),
    );
  });

  it('is nothing where all can be decided', () => {
    expect(setAsideList([])).toBe('');
  });
});
