import { sentenceOf } from '../process/endings.js';
import { sentenceOfDatabase } from './database-fault.js';

const withCode = (code: string) =>
  Object.assign(new Error('relation "parking.marker" does not exist'), { code });

describe('What a program says where its database cannot be used', () => {
  it.each([
    ['ECONNREFUSED', /cannot be reached \(ECONNREFUSED\)/],
    ['28P01', /account and password/],
    ['3D000', /no database of the name/],
    ['42P01', /holds nothing of a hub: is it the right one\? \(42P01\)/],
    ['57P03', /try again/],
  ])('is what to look at, for %s, and nothing that PostgreSQL quoted', (code, sentence) => {
    expect(sentenceOfDatabase(withCode(code))).toMatch(sentence);
    expect(sentenceOf('command', withCode(code))).toBe(sentenceOfDatabase(withCode(code)));
    expect(sentenceOfDatabase(withCode(code))).not.toContain('marker');
  });

  it('is nothing of any other fault', () => {
    for (const fault of [withCode('22012'), new Error('x'), 'x', undefined])
      expect(sentenceOfDatabase(fault)).toBeUndefined();
  });
});
