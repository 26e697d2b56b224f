import { seededDice } from '../dice.js';
import { drawFaults, VERY_LONG_PAUSE_MS } from './strike.js';

const faultsOf = (seed: number) => drawFaults(seededDice(seed), 40, 9);

describe('The faults of a run', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(faultsOf(5)).toEqual(faultsOf(5));
    expect(faultsOf(6)).not.toEqual(faultsOf(5));
  });

  it('hold pauses longer than a consumer may be silent, whatever the seed', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const faults = faultsOf(seed);
      expect(faults).toHaveLength(40);
      const long = faults.filter(({ kind, forMs }) => kind === 'pause' && forMs === VERY_LONG_PAUSE_MS);
      expect(long).toHaveLength(1);
    }
  });
});
