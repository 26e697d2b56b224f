import { ageWords } from './ages.js';

const at = (day: string): Date => new Date(`${day}T12:00:00Z`);

describe('An age in words', () => {
  it.each([
    ['2026-11-26', '2026-11-26', '0 months, born 26 November 2026'],
    ['2026-10-26', '2026-11-26', '1 month, born 26 October 2026'],
    ['2024-11-27', '2026-11-26', '23 months, born 27 November 2024'],
    ['2024-11-26', '2026-11-26', '2 years, born 26 November 2024'],
    ['2026-11-27', '2026-11-26', 'due 27 November 2026'],
  ])('of who was born on %s is on %s: %s', (born, today, words) => {
    expect(ageWords(born, at(today))).toBe(words);
  });

  it('grows on 1 March where the birthday is 29 February, as ages in decisions do', () => {
    expect(ageWords('2020-02-29', at('2026-02-28'))).toMatch(/^5 years/);
    expect(ageWords('2020-02-29', at('2026-03-01'))).toMatch(/^6 years/);
  });

  it('is not made up where no birth date is known', () => {
    expect(ageWords(undefined, at('2026-11-26'))).toBe('Not known');
  });
});
