import { readSearch } from './search-form.js';

const DETAILS = {
  given: 'Example',
  family: 'Child',
  'birth-day': '4',
  'birth-month': '5',
  'birth-year': '2017',
};
const faultsOf = (body: unknown) => readSearch(body).errors.map(({ href, text }) => `${href} ${text}`);

describe('What was filled in on the search page', () => {
  it('is looked for whichever half of the page it was filled in', () => {
    expect(readSearch({ identifier: '999 000 1235' })).toMatchObject({
      criteria: { identifier: '999 000 1235' },
      errors: [],
    });
    expect(readSearch({ identifier: ' ', ...DETAILS })).toMatchObject({
      criteria: { given: 'Example', family: 'Child', dateOfBirth: '2017-05-04' },
      errors: [],
    });
    expect(readSearch({ identifier: 'f-7kq2m' }).familyReference).toBe('f-7kq2m');
  });

  it('is given back whole, and nothing looked for, where both halves were filled in', () => {
    const typed = { identifier: '999 000 1235', ...DETAILS };
    expect(readSearch(typed)).toMatchObject({ criteria: {}, typed });
    expect(faultsOf(typed)).toEqual([
      '#identifier Search either by an identifier or family reference, or by name, date of birth and postcode. Clear the other.',
    ]);
  });

  it('is asked for where there is too little of it', () => {
    expect(faultsOf({})).toEqual([
      '#identifier Enter an identifier or a family reference, or at least two of name, date of birth and postcode.',
    ]);
    expect(faultsOf({ given: 'Example' })).toEqual([
      '#given Enter at least two of name, date of birth and postcode.',
    ]);
    expect(
      faultsOf({ given: 'Example', 'birth-day': '31', 'birth-month': '2', 'birth-year': '2017' }),
    ).toEqual(['#birth-day Enter a real date of birth, for example 4 3 2019.']);
  });
});
