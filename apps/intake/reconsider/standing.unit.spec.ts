import { unavailable } from '#platform';
import { Standing } from './standing.js';

describe('What keeps deciding again from going on', () => {
  let now = 0;
  const standing = () => new Standing(60_000, () => now);
  const fails = (of: Standing, work: 'following' | 'clock', code = 'INTAKE.VIEW_BEHIND') =>
    expect(of.during(work, Promise.reject(unavailable(code, 'Not yet')))).rejects.toMatchObject({ code });

  beforeEach(() => {
    now = 0;
  });

  it('is told once it has lasted for a minute, and no longer once it has passed', async () => {
    const of = standing();
    await fails(of, 'following');
    expect(of.code).toBeUndefined();
    now = 60_000;
    await fails(of, 'following', 'VAULT.WRONG_KEY');
    expect(of.code).toBe('VAULT.WRONG_KEY');
    of.passed('following');
    expect(of.code).toBeUndefined();
  });

  it('is told of either work, whatever becomes of the other', async () => {
    const of = standing();
    await fails(of, 'clock');
    now = 60_000;
    await fails(of, 'clock');
    of.passed('following');
    expect(of.code).toBe('INTAKE.VIEW_BEHIND');
  });

  it('is forgotten where another process has taken the work over', async () => {
    const of = standing();
    await fails(of, 'following');
    now = 180_001;
    expect(of.code).toBeUndefined();
    await fails(of, 'following');
    expect(of.code).toBeUndefined();
  });
});
