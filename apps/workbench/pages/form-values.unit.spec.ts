import { allWordsOf, textOf, wordsOf } from './form-values.js';

const OVERRIDE = '\u202E';
const ZERO_WIDTH = '\u200B\u2060\uFEFF';

describe('What somebody types into a form', () => {
  it('is blank where nothing of it can be seen', () => {
    for (const nothing of [
      ZERO_WIDTH,
      ` ${OVERRIDE} \u00AD `,
      '\u0000\u0007',
      '\u3164\u2800',
      '\u00A0\u2003',
    ]) {
      expect(wordsOf({ reason: nothing }, 'reason')).toBe('');
      expect(textOf({ name: nothing }, 'name')).toBeUndefined();
    }
  });

  it('is kept without what turns its reading order round or ends a text in a database', () => {
    expect(wordsOf({ reason: `He said ${OVERRIDE}on\u0000${ZERO_WIDTH} today` }, 'reason')).toBe(
      'He said on today',
    );
    expect(textOf({ reference: 'F-\u00007KQ2M' }, 'reference')).toBe('F-7KQ2M');
  });

  it('is otherwise kept as typed: lines, scripts that join letters, and accents', () => {
    const typed = 'First line\r\n\tsecond: Zoë, ‌می‌خواهم, 👩‍👧';
    expect(allWordsOf({ reason: typed }, 'reason')).toBe(typed.trim());
  });
});
