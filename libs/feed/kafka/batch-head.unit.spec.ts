import fc from 'fast-check';
import { headOf } from './batch-head.js';

const messages = fc.array(fc.nat({ max: 50 }).map((bytes) => ({ value: Buffer.alloc(bytes) })));
const limit = fc.integer({ min: 1, max: 80 });
const sizeOf = (some: readonly { value: Buffer }[]) => some.reduce((sum, { value }) => sum + value.length, 0);

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
});
