import fc from 'fast-check';
import type { SampleEvent } from './sample-events.js';
import { countVerdicts, foldSample, openPlaces } from './sample.js';
import { wilsonRange } from './wilson.js';

const drawn = { type: 'SampleDrawn', data: { decisions: [{}, {}, {}] } } as unknown as SampleEvent;
const reviewed = (at: number, verdict: string) =>
  ({ type: 'SampleReviewed', data: { at, verdict } }) as unknown as SampleEvent;

describe('A sample of decisions', () => {
  it('counts the last verdict on each, and names those without one', () => {
    const sample = foldSample([
      drawn,
      reviewed(0, 'AGREE'),
      reviewed(2, 'DISAGREE'),
      reviewed(0, 'CANNOT_TELL'),
    ]);
    expect(sample && countVerdicts(sample)).toEqual({ AGREE: 0, DISAGREE: 1, CANNOT_TELL: 1 });
    expect(sample && openPlaces(sample)).toEqual([1]);
  });

  it('is none where nothing was drawn, and never a verdict alone', () => {
    expect(foldSample([])).toBeUndefined();
    expect(() => foldSample([reviewed(0, 'AGREE')])).toThrow('A sample is reviewed that was not drawn.');
  });
});

describe('What a sample lets be said of all decisions', () => {
  it.each([
    [0, 30, 0, 0.1135],
    [1, 30, 0.0059, 0.1667],
    [15, 30, 0.3315, 0.6685],
    [30, 30, 0.8865, 1],
  ])('%i of %i lie between %d and %d (Wilson, 95%%)', (found, of, low, high) => {
    expect(wilsonRange(found, of)?.low).toBeCloseTo(low, 3);
    expect(wilsonRange(found, of)?.high).toBeCloseTo(high, 3);
  });

  it('always lies inside nothing and all, around the share found, and says nothing of none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (of, part) => {
          const found = Math.round(of * part);
          const { low, high } = wilsonRange(found, of) ?? { low: 2, high: -1 };
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(found / of + 1e-9);
          expect(high).toBeGreaterThanOrEqual(found / of - 1e-9);
        },
      ),
    );
    expect(wilsonRange(0, 0)).toBeUndefined();
  });
});
