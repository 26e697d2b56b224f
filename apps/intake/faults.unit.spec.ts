import { defect, ThroughlineError, unavailable } from '#platform';
import { isTransient } from './faults.js';

describe('A fault that intake meets', () => {
  it.each([
    ['an engine that does not answer', unavailable('EVENT_STORE.UNAVAILABLE', 'Not now')],
    ['an account that is refused', new ThroughlineError('rejected', 'EVENT_STORE.ACCESS_DENIED', 'No')],
    ['a name that cannot be looked up just now', Object.assign(new Error(), { code: 'EAI_AGAIN' })],
    ['a host that cannot be reached just now', Object.assign(new Error(), { code: 'EHOSTUNREACH' })],
    ['a database that is going away', Object.assign(new Error(), { code: '57P01' })],
    ['a pool that was ended', new Error('Cannot use a pool after calling end on the pool')],
  ])('parks no family where it is %s', (_what, error) => {
    expect(isTransient(error)).toBe(true);
  });

  it.each([
    ['a defect', defect('INTAKE.DEFECT', 'Wrong')],
    ['a value that the database refuses', Object.assign(new Error(), { code: '22P02' })],
    ['anything else', new TypeError('undefined is not a function')],
  ])('is no other than a defect where it is %s', (_what, error) => {
    expect(isTransient(error)).toBe(false);
  });
});
