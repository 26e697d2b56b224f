import { defect, unavailable } from '#platform';
import { isTransient } from './faults.js';

/** As Node.js throws what the system refused. */
const refusedBySystem = (code: string, syscall: string): Error =>
  Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
const refusedByDatabase = (code: string): Error => Object.assign(new Error('refused'), { code });

describe('A fault met while projecting', () => {
  it.each([
    ['connect', 'ECONNREFUSED'],
    ['read', 'ECONNRESET'],
    ['write', 'EPIPE'],
    ['connect', 'EHOSTUNREACH'],
    ['connect', 'ENETUNREACH'],
    ['connect', 'EADDRNOTAVAIL'],
    ['connect', 'ENOENT'],
    ['getaddrinfo', 'ENOTFOUND'],
    ['getaddrinfo', 'EAI_AGAIN'],
  ])('is worth another try where the way to the database is broken: %s %s', (syscall, code) => {
    expect(isTransient(refusedBySystem(code, syscall))).toBe(true);
  });

  it.each(['57P01', '08006', '40001', '53300', '55P03'])(
    'is worth another try where the database is busy or going away: %s',
    (code) => {
      expect(isTransient(refusedByDatabase(code))).toBe(true);
    },
  );

  it.each(['25006', '25P02', '25P03'])(
    'is worth another try where the database is only to be read, or has ended what hung in a transaction: %s',
    (code) => {
      expect(isTransient(refusedByDatabase(code))).toBe(true);
    },
  );

  it.each(['22P02', '23505', '42P01', 'P0001'])(
    'is no such where the database refuses a value: %s',
    (code) => {
      expect(isTransient(refusedByDatabase(code))).toBe(false);
    },
  );

  it('is told by the family where it is one of it', () => {
    expect(isTransient(unavailable('TEST.AWAY', 'Not now'))).toBe(true);
    expect(isTransient(defect('TEST.WRONG', 'Never'))).toBe(false);
  });
});
