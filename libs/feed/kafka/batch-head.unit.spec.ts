import fc from 'fast-check';
import { bytesOf, headOf } from './batch-head.js';

const text = fc.string({ maxLength: 10 });
const messages = fc.array(
  fc.record({
    key: text,
    headers: fc.dictionary(text, text, { maxKeys: 3 }),
    value: fc.nat({ max: 50 }).map((bytes) => Buffer.alloc(bytes)),
  }),
);
const limit = fc.integer({ min: 1, max: 80 });
const sizeOf = (some: readonly Parameters<typeof bytesOf>[0][]) =>
  some.reduce((sum, message) => sum + bytesOf(message), 0);

describe('The head of a batch', () => {
  it('is a beginning within both limits, or one message alone', () => {
    fc.assert(
      fc.property(messages, limit, limit, (all, most, bytes) => {
        const head = headOf(all, most, bytes);
        expect(head).toEqual(all.slice(0, head.length));
        expect(head.length).toBeLessThanOrEqual(most);
        expect(head.length <= 1 || sizeOf(head) <= bytes).toBe(true);
      }),
    );
  });

  it('is empty only where there is nothing, and leaves out nothing that would fit', () => {
    fc.assert(
      fc.property(messages, limit, limit, (all, most, bytes) => {
        const head = headOf(all, most, bytes);
        expect(head.length === 0).toBe(all.length === 0);
        const more = all.slice(0, head.length + 1);
        expect(head.length === all.length || more.length > most || sizeOf(more) > bytes).toBe(true);
      }),
    );
  });

  it('counts what lies beside the value too', () => {
    expect(bytesOf({ key: 'é', headers: { a: 'bc' }, value: Buffer.alloc(4) })).toBe(2 + 3 + 4);
  });
});
