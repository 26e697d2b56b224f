import { isNestedTooDeep } from './nesting.js';

const nested = (levels: number): unknown => {
  let value: unknown = 'innermost';
  for (let at = 0; at < levels; at += 1) value = at % 2 === 0 ? [value] : { value };
  return value;
};

describe('The nesting of an event', () => {
  it('may be a hundred lists and objects within one another, and no more', () => {
    expect([0, 1, 100, 101].map((levels) => isNestedTooDeep(nested(levels)))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('is found however deep it is, where writing it as JSON runs out of stack', () => {
    const deep = nested(1_000_000);
    expect(() => JSON.stringify(deep)).toThrow(RangeError);
    expect(isNestedTooDeep(deep)).toBe(true);
  });

  it('has nothing to do with how wide it is', () => {
    expect(isNestedTooDeep(Array.from({ length: 50_000 }, () => [[]]))).toBe(false);
  });
});
