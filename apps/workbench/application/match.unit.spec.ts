import type { AgencyId, RecordId } from '#platform';
import type { PersonRecord } from '#identity';
import { findMatch } from './match.js';
import { createCriteriaKeeper } from './search-criteria.js';

const record = (overrides: Partial<PersonRecord>): PersonRecord => ({
  record: '0b7c1d52-0000-4000-8000-000000000001' as RecordId,
  agency: 'urn:agency:ods:RZZ' as AgencyId,
  observedAt: new Date(0),
  names: [{ given: 'Elizabeth', family: 'Testperson' }],
  dateOfBirth: '2017-03-11',
  identifiers: { nhsNumber: '9990001235' },
  ...overrides,
});

describe('How well a person matches', () => {
  it('is confirmed by an identifier of a record that the viewer sees', () => {
    expect(findMatch({ identifier: '999 000 1235' }, [record({})])?.word).toBe('Confirmed');
  });

  it('is no match where only a record that the viewer does not see holds the identifier', () => {
    expect(findMatch({ identifier: '999 000 1235' }, [record({ identifiers: {} })])).toBeUndefined();
  });

  it('is likely by name and date of birth, and possible by a short form of the name', () => {
    const criteria = { given: 'Elizabeth', family: 'Testperson', dateOfBirth: '2017-03-11' };
    expect(findMatch(criteria, [record({})])?.word).toBe('Likely');
    expect(findMatch({ ...criteria, given: 'Beth' }, [record({})])).toMatchObject({
      word: 'Possible',
      fields: [{ agreement: 'Close' }, { agreement: 'Agrees' }, { agreement: 'Agrees' }],
    });
  });
});

describe('What a search keeps', () => {
  it('cannot be read in the session table, and not opened with another secret', () => {
    const kept = createCriteriaKeeper('a'.repeat(32)).seal({ given: 'Isla', family: 'Marlow' });
    expect(Buffer.from(kept, 'base64url').toString('latin1')).not.toContain('Marlow');
    expect(createCriteriaKeeper('a'.repeat(32)).open(kept)).toEqual({ given: 'Isla', family: 'Marlow' });
    expect(() => createCriteriaKeeper('b'.repeat(32)).open(kept)).toThrow();
  });
});
