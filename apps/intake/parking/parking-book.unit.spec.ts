import fc from 'fast-check';
import type { ParkingEvent, SourceEventParked } from '#journey';
import type { AgencyId, RecordId, Uuid } from '#platform';
import { inFeedOrder } from './feed-order.js';
import { ParkingBook } from './parking-book.js';
import { dueAt, isDue, RETRY_TIMES, waitMs } from './schedule.js';

const AGENCY = 'urn:agency:ods:RZZ' as AgencyId;
const parkedAt = (
  partition: number,
  offset: number,
  second: number,
  more: Partial<SourceEventParked> = {},
): SourceEventParked => ({
  parking: `${partition}/${offset}` as Uuid,
  agency: AGENCY,
  sourceEventId: `E-${offset}`,
  source: { topic: 'throughline.events.ods-RZZ', partition, offset: String(offset) },
  receivedAt: new Date(Date.UTC(2026, 5, 1, 10, 0, second)).toISOString(),
  parkedAt: '2026-06-01T10:00:00.000Z',
  records: ['r' as RecordId],
  code: 'VAULT.WRONG_KEY',
  family: `${partition}/${offset}` as Uuid,
  version: '1.0.0',
  ...more,
});
const placeOf = ({ source }: SourceEventParked) => `${source.partition}/${source.offset}`;

describe('The order in which parked events are released', () => {
  it('is that of their receipt, and within a partition of the offsets whatever its clock did', () => {
    const clockPutBack = [parkedAt(0, 9, 50), parkedAt(0, 10, 5), parkedAt(1, 3, 20), parkedAt(1, 4, 60)];
    expect(inFeedOrder(clockPutBack.toReversed()).map(placeOf)).toEqual(['1/3', '0/9', '0/10', '1/4']);
  });

  it('is the same in whatever order they were parked', () => {
    const places = fc.uniqueArray(fc.tuple(fc.nat(2), fc.nat(9), fc.nat(59)), {
      selector: ([partition, offset]) => `${partition}/${offset}`,
    });
    fc.assert(
      fc.property(places, fc.nat(), (given, turn) => {
        const parked = given.map(([partition, offset, second]) => parkedAt(partition, offset, second));
        const turned = parked.map((_, at) => parked[(at + turn) % parked.length] as SourceEventParked);
        const ordered = inFeedOrder(parked).map(placeOf);
        expect(inFeedOrder(turned).map(placeOf)).toEqual(ordered);
        for (const partition of [0, 1, 2]) {
          const offsets = ordered.flatMap((place) =>
            place.startsWith(`${partition}/`) ? [Number(place.slice(2))] : [],
          );
          expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
        }
      }),
    );
  });
});

describe('What intake knows to be parked', () => {
  const [first, second] = [
    parkedAt(0, 1, 0),
    parkedAt(0, 2, 1, { records: ['r', 's'] as RecordId[], behind: true }),
  ] as const;
  const isParked = (data: SourceEventParked): ParkingEvent => ({ type: 'SourceEventParked', data });
  const ended = ({ parking }: SourceEventParked): ParkingEvent => ({
    type: 'SourceEventUnparked',
    data: { parking, agency: AGENCY, how: 'TAKEN' },
  });
  const bookOf = (...events: readonly ParkingEvent[]) => {
    const book = new ParkingBook();
    for (const event of events) book.apply(event);
    return book;
  };
  const oldestFor = (book: ParkingBook, ...records: readonly string[]) => {
    const found = book.oldestFor(records as readonly RecordId[]);
    return found && placeOf(found);
  };

  it('is found by the records that it concerns, oldest first, until it has its outcome', () => {
    const book = bookOf(isParked(second), isParked(first));
    expect([oldestFor(book, 'r'), oldestFor(book, 's'), oldestFor(book, 't')]).toEqual([
      '0/1',
      '0/2',
      undefined,
    ]);
    expect(book.heads().map(placeOf)).toEqual(['0/1', '0/2']);
    book.apply(ended(first));
    expect([oldestFor(book, 'r'), book.size, book.knows(first.parking)]).toEqual(['0/2', 1, true]);
  });

  it('is never parked again once it has its outcome, in whatever order that is heard', () => {
    for (const events of [
      [isParked(first), ended(first)],
      [ended(first), isParked(first)],
    ])
      expect(bookOf(...events, isParked(first)).size).toBe(0);
  });

  it('is read through by a book on top, which leaves it as it was', () => {
    const under = bookOf(isParked(first));
    const book = new ParkingBook(under);
    book.apply(isParked(second));
    expect([oldestFor(book, 'r'), oldestFor(book, 's'), book.size, under.size]).toEqual(['0/1', '0/2', 2, 1]);
    expect(book.entries().map(placeOf)).toEqual(['0/1', '0/2']);
  });

  it('is told of with the oldest of several records, whatever was parked and had its outcome before', () => {
    const given = fc.uniqueArray(
      fc.record({
        partition: fc.nat(2),
        offset: fc.nat(30),
        second: fc.nat(59),
        records: fc.subarray(['r', 's', 't'], { minLength: 1 }),
        isOver: fc.boolean(),
      }),
      { selector: ({ partition, offset }) => `${partition}/${offset}` },
    );
    fc.assert(
      fc.property(given, fc.subarray(['r', 's', 't'], { minLength: 1 }), (all, asked) => {
        const parked = all.map(({ partition, offset, second, records, isOver }) => ({
          isOver,
          event: parkedAt(partition, offset, second, { records: records as RecordId[] }),
        }));
        const book = bookOf(...parked.map(({ event }) => isParked(event)));
        for (const { event, isOver } of parked) if (isOver) book.apply(ended(event));
        const waiting = parked.flatMap(({ event, isOver }) => (isOver ? [] : [event]));
        const concerned = waiting.filter(({ records }) => records.some((record) => asked.includes(record)));
        expect(oldestFor(book, ...asked)).toEqual(inFeedOrder(concerned).map(placeOf)[0]);
      }),
    );
  });

  it('costs each event the same where a publisher sends ten thousand of one family, and all wait', () => {
    const book = new ParkingBook();
    const since = performance.now();
    for (let offset = 0; offset < 10_000; offset += 1) {
      book.oldestFor(['r' as RecordId]);
      book.apply(isParked(parkedAt(0, offset, 0)));
    }
    // With what waits looked through for each, it was more than a minute.
    expect(performance.now() - since).toBeLessThan(5_000);
    expect(book.size).toBe(10_000);
  });

  it('is due after a while that doubles to an hour, and at once for its turn, on request or by another version', () => {
    const at = Date.parse(first.parkedAt);
    const due = (book: ParkingBook, version = '1.0.0') => {
      const found = book.find(first.parking);
      return found && dueAt(found, version, RETRY_TIMES);
    };
    const tried: ParkingEvent = {
      type: 'ParkingTried',
      data: {
        ...{ parking: first.parking, agency: AGENCY, attempt: 1, code: 'X.Y', version: '1.0.0' },
        ...{ triedAt: first.parkedAt, nextTryAt: new Date(at + 120_000).toISOString() },
      },
    };
    const asked: ParkingEvent = { type: 'ParkingRetryAsked', data: {} };
    expect(due(bookOf(isParked(first)))).toBe(at + 60_000);
    expect(due(bookOf(isParked(first), tried))).toBe(at + 120_000);
    expect(due(bookOf(isParked(first), tried), '1.0.1')).toBe(0);
    expect(due(bookOf(isParked(first), tried, asked))).toBe(0);
    expect(due(bookOf(isParked(first), asked, tried))).toBe(at + 120_000);
    expect(due(bookOf(isParked({ ...first, behind: true })))).toBe(0);
    expect([0, 1, 5, 6, 99].map((failed) => waitMs(RETRY_TIMES, failed) / 60_000)).toEqual([
      1, 2, 32, 60, 60,
    ]);
  });

  it('is due at once where it was parked or tried by a clock that has been set back since', () => {
    const triedAt = (time: string): ParkingEvent => ({
      type: 'ParkingTried',
      data: {
        ...{ parking: first.parking, agency: AGENCY, attempt: 1, code: 'X.Y', version: '1.0.0' },
        ...{ triedAt: time, nextTryAt: new Date(Date.parse(time) + 120_000).toISOString() },
      },
    });
    const due = (book: ParkingBook, now: string) => {
      const found = book.find(first.parking);
      return found && isDue(found, '1.0.0', RETRY_TIMES, new Date(now));
    };
    const [parked, ahead] = [isParked(first), triedAt('2026-06-03T10:00:00.000Z')];
    expect(due(bookOf(parked), '2026-06-01T10:00:59.999Z')).toBe(false);
    expect(due(bookOf(parked), '2026-06-01T10:01:00.000Z')).toBe(true);
    expect(due(bookOf(parked), '2026-05-30T10:00:00.000Z')).toBe(true);
    expect(due(bookOf(parked, ahead), '2026-06-01T10:02:00.000Z')).toBe(true);
    expect(due(bookOf(parked, ahead), '2026-06-03T10:01:59.999Z')).toBe(false);
  });
});
