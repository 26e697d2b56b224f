import fc from 'fast-check';
import type { FeedMessage } from '#feed';
import type { AgencyId } from '#platform';
import { inTurn } from './in-turn.js';

const message = (partition: number, offset: number, at: number): FeedMessage => ({
  ...{ topic: 'throughline.events.ods-RZZ', agency: 'urn:agency:ods:RZZ' as AgencyId, key: 'k' },
  ...{ headers: {}, value: Buffer.alloc(0), partition, offset: BigInt(offset), appendedAt: new Date(at) },
});
const partitions = fc
  .array(fc.array(fc.nat(20), { maxLength: 6 }), { maxLength: 5 })
  .map((all) => all.map((times, partition) => times.map((at, offset) => message(partition, offset, at))));

describe('Messages of several partitions in one line', () => {
  it('are all there, each partition in its own order whatever its clock did', () => {
    fc.assert(
      fc.property(partitions, (given) => {
        const line = inTurn(given);
        for (const [partition, messages] of given.entries())
          expect(line.filter((each) => each.partition === partition)).toEqual(messages);
        expect(line).toHaveLength(given.flat().length);
      }),
    );
  });

  it('stand in the order of time where no clock was put back', () => {
    fc.assert(
      fc.property(partitions, (given) => {
        const steady = given.map((messages) => messages.toSorted((a, b) => +a.appendedAt - +b.appendedAt));
        const times = inTurn(steady).map(({ appendedAt }) => +appendedAt);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
    );
  });
});
