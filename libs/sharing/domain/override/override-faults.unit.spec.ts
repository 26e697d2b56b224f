import fc from 'fast-check';
import { overrideFaults, OVERRIDE_FAULTS, type OverrideRecord } from '../../index.js';
import { overrideOf } from '../../application/truth-table/usual-facts.js';

const complete = overrideOf({});
const inWords: OverrideRecord = overrideOf({
  harmFeared: 'Injury to a younger child',
  requester: { name: 'Asha  Rahman', role: 'Analyst', organisation: 'Northshire' },
  authoriser: {
    ...complete.authoriser,
    name: 'Imran Cole',
    profession: 'CALDICOTT_GUARDIAN',
  },
});

describe('The record of an override', () => {
  it('is complete where everything is there, in words or sealed', () => {
    expect(overrideFaults(complete)).toEqual([]);
    expect(overrideFaults(inWords)).toEqual([]);
  });

  it('lacks everything where there is nothing, each told once and in the order of the form', () => {
    expect(overrideFaults({})).toEqual(
      Object.keys(OVERRIDE_FAULTS).filter((fault) => fault !== 'OVERRIDE.NECESSITY_MISSING'),
    );
  });

  it.each([
    ['the same reference', { ...complete.authoriser, person: 'P1' }],
    ['the same name, otherwise spaced', { ...inWords.authoriser, person: '', name: ' asha rahman ' }],
  ])('is not authorised by who asks: %s', (_, authoriser) => {
    expect(
      overrideFaults({ ...inWords, requester: { ...inWords.requester, person: 'P1' }, authoriser }),
    ).toEqual(['OVERRIDE.SAME_PERSON']);
  });

  it('does not take sealed names for two people', () => {
    const requester = { ...complete.requester, person: '' };
    const authoriser = { ...complete.authoriser, person: '' };
    expect(overrideFaults({ ...complete, requester, authoriser })).toEqual(['OVERRIDE.SAME_PERSON']);
  });

  it('overrides on D1 to D4 only, and says no to sharing on D4 only', () => {
    expect(overrideFaults({ ...complete, row: 'D6' })).toEqual(['OVERRIDE.ROW_NOT_OPEN']);
    expect(overrideFaults({ ...complete, kind: 'NOT_SHARING', row: 'D3' })).toEqual([
      'OVERRIDE.ROW_NOT_OPEN',
    ]);
    expect(overrideFaults({ ...complete, kind: 'NOT_SHARING', row: 'D4' })).toEqual([]);
  });

  it('is checked whatever is in it, without failing', () => {
    fc.assert(
      fc.property(fc.object(), (anything) => {
        const faults = overrideFaults({ ...complete, ...anything });
        expect(faults.every((fault) => fault in OVERRIDE_FAULTS)).toBe(true);
      }),
    );
    const odd = { items: 7, recipients: 'all', requester: null, authoriser: 'me', reviewBy: 3 };
    expect(overrideFaults(odd as unknown as Partial<OverrideRecord>).length).toBeGreaterThan(5);
  });
});
