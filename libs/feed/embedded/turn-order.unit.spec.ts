import fc from 'fast-check';
import { SAME_TIME_MS, TurnOrder, type Waiting } from './turn-order.js';

const at = (ms: number): Date => new Date(ms);
const waiting = (topic: string, ms: number): Waiting => ({ topic, partition: 0, since: at(ms) });
const LONG = 10 * SAME_TIME_MS;

describe('order of turns', () => {
  it('gives the turn to the topic whose next message was appended long before all others', () => {
    const order = new TurnOrder();
    expect(order.next([waiting('later', LONG), waiting('earlier', 0)], [])?.topic).toBe('earlier');
    expect(order.next([waiting('later', LONG), waiting('earlier', 10)], [])?.topic).toBe('earlier');
  });

  it('lets a batch reach only as far as the topics beside it wait, and freely where nothing else waits', () => {
    const beside = new TurnOrder().next([waiting('a', 0), waiting('b', LONG)], []);
    expect(beside?.until).toEqual(at(LONG + SAME_TIME_MS));
    expect(new TurnOrder().next([waiting('a', 0)], [])?.until).toBeUndefined();
  });

  it('begins nothing that is far ahead of what is in hand', () => {
    const order = new TurnOrder();
    expect(order.next([waiting('ahead', LONG)], [at(0)])).toBeUndefined();
    expect(order.next([waiting('beside', SAME_TIME_MS)], [at(0)])?.topic).toBe('beside');
  });

  it('takes in turn those that have waited equally long', () => {
    const order = new TurnOrder();
    const both = [waiting('a', 0), waiting('b', 1)];
    const turns = [1, 2, 3, 4].map(() => order.next(both, [])?.topic);
    expect(turns).toEqual(['a', 'b', 'a', 'b']);
  });

  it('passes no topic over for long, however far behind another is', () => {
    const topics = fc.uniqueArray(fc.nat(100_000), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(topics, (times) => {
        const order = new TurnOrder();
        const all = times.map((ms, at) => waiting(`t${at}`, ms));
        const taken = new Set(Array.from({ length: 3 * all.length }, () => order.next(all, [])?.topic));
        expect(taken.size).toBe(all.length);
      }),
    );
  });
});
