import type { ReadToDecide } from './to-decide.js';
import { inParts } from './in-parts.js';

const many = (count: number) => Array.from({ length: count }, (_, at) => at) as never[];

describe('What is decided again, in parts', () => {
  it('is all of it, in its order, each once', () => {
    const read: ReadToDecide = {
      facts: many(3),
      standing: many(120),
      stubs: many(51),
      gone: many(2),
      faulty: many(1),
    };
    const parts = inParts(read);
    expect(parts).toHaveLength(3);
    expect(parts.flatMap(({ facts }) => facts)).toEqual(read.facts);
    expect(parts.flatMap(({ standing }) => standing)).toEqual(read.standing);
    expect(parts.flatMap(({ stubs }) => stubs)).toEqual(read.stubs);
    expect(parts.flatMap(({ gone }) => gone)).toEqual(read.gone);
    expect(parts.flatMap(({ faulty }) => faulty)).toEqual(read.faulty);
  });

  it('is one part where there is little', () => {
    const little: ReadToDecide = { facts: [], standing: many(2), stubs: [], gone: [], faulty: [] };
    expect(inParts(little)).toEqual([little]);
  });
});
