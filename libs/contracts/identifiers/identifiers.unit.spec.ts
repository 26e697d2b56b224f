import fc from 'fast-check';
import {
  findLaChildId,
  findLaCode,
  findNhsNumber,
  findOdsCode,
  findPncId,
  findPoliceForce,
  findSchoolUrn,
  findUln,
  findUpn,
  formatNhsNumber,
} from './index.js';
import { FORMER_LA_CODES, LA_NAMES } from './la-codes.js';

const EXAMPLES = [
  [
    'NHS number',
    findNhsNumber,
    ['9990001235', '9997000013', '9992221119'],
    ['9990001236', '999000123', '1111111111'],
  ],
  [
    'UPN',
    findUpn,
    ['M931999926001', 'W873999926002', 'X35599992601A'],
    ['A931999926001', 'M999999926001', 'X35599992601S'],
  ],
  ['ULN', findUln, ['9000000016', '9123456786', '9000000024'], ['9000000017', '0000000042', '9999999999']],
  ['school URN', findSchoolUrn, ['199997', '199998', '199999'], ['012345', '12345', '12345A']],
  [
    'PNC id',
    findPncId,
    ['2099/0000123P', '20980456789A', '49/12345N'],
    ['2099/0000123Q', '2099/0000123O', '2099-0000123P'],
  ],
  [
    'LA child id',
    findLaChildId,
    ['SYN0001', 'C873000042', 'A1b2C3d4E5f6G7h8I9j0'],
    ['', 'SYN-0001', 'A1b2C3d4E5f6G7h8I9j0K'],
  ],
  ['ODS code', findOdsCode, ['G7H8J', 'RZZ', 'X99999'], ['G7', 'g7h8j', 'G7-8J']],
  ['LA code', findLaCode, ['931', '873', '355'], ['928', '000', '93']],
  ['police force', findPoliceForce, ['43', '06', '35'], ['00', '09', '6']],
] as const;

describe.each(EXAMPLES)('%s', (_name, find, valid, invalid) => {
  it.each(valid)('accepts %s', (text) => {
    expect(find(text)).toBeDefined();
  });
  it.each(invalid)('refuses "%s"', (text) => {
    expect(find(text)).toBeUndefined();
  });
  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.string(), (text) => find(text) === undefined || text.length > 0));
  });
});

describe('an NHS number', () => {
  it('may be written with spaces or hyphens', () => {
    expect(findNhsNumber(' 999 000 1235')).toBe('9990001235');
    expect(findNhsNumber('999-000-1235')).toBe('9990001235');
  });

  it('is shown as the NHS writes it', () => {
    const number = findNhsNumber('9990001235');
    expect(number && formatNhsNumber(number)).toBe('999 000 1235');
  });

  it('with one digit changed is refused, always', () => {
    const place = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(place, place, (index, digit) => {
        const changed = `9990001235`.slice(0, index) + String(digit) + '9990001235'.slice(index + 1);
        return changed === '9990001235' || findNhsNumber(changed) === undefined;
      }),
    );
  });

  it('with a check of ten is refused, since such numbers are never issued', () => {
    for (let digit = 0; digit < 10; digit += 1) expect(findNhsNumber(`999000000${digit}`)).toBeUndefined();
  });
});

describe('a PNC id', () => {
  it.each([
    ['49/12345N', '1949/0012345N'],
    ['20980456789A', '2098/0456789A'],
    ['2099/0000123P', '2099/0000123P'],
  ])('%s is kept as %s', (text, canonical) => {
    expect(findPncId(text)).toBe(canonical);
  });
});

describe('authority codes', () => {
  it('are the 153 of today', () => {
    expect(LA_NAMES.size).toBe(153);
    expect(LA_NAMES.get('839')).toBe('Bournemouth, Christchurch and Poole');
  });

  it('leave out the abolished ones, which remain in pupil numbers', () => {
    expect([...FORMER_LA_CODES].filter((code) => LA_NAMES.has(code))).toEqual([]);
    expect(findLaCode('836')).toBeUndefined();
  });
});
