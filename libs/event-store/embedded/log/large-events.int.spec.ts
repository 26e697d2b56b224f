import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { migrateEventLog } from '../migrate.js';
import { EventLog } from './event-log.js';
import { createFilter } from './filter.js';
import { stretches } from './read-all.js';
import type { LogRecord, ProposedEvent } from './records.js';

const EVENTS = 300;
const EVENT_BYTES = 100_000;
const MOST_BYTES = 16 * 1024 * 1024;

const event = (): ProposedEvent => ({
  ...{ id: randomUUID(), type: 'Noted', isJson: false, metadata: Buffer.alloc(0) },
  data: Buffer.alloc(EVENT_BYTES),
});

describe('Reading large events from the database', () => {
  let database: TestDatabase;
  let log: EventLog;

  beforeAll(async () => {
    database = await createTestDatabase();
    await migrateEventLog(database.url);
    log = new EventLog({ databaseUrl: database.url, lockWaitMs: 0 });
    await log.open();
    const append = { kind: 'append', expected: 'any', deadlineMs: Infinity } as const;
    for (let at = 0; at < EVENTS; at += 1) {
      const stream = at % 10 === 9 ? 'other-1' : `item-${at}`;
      await log.submit({ ...append, stream, events: [event()] });
    }
  });
  afterAll(async () => {
    await log.close();
    await database.drop();
  });

  it.each([
    ['all there are', undefined, EVENTS],
    ['those of some streams', createFilter({ on: 'stream-name', prefixes: ['item-'], regex: '' }), 270],
    ['those of few streams', createFilter({ on: 'stream-name', prefixes: ['other-'], regex: '' }), 30],
  ])('brings no more at once than fits the memory, and leaves none out: %s', async (_what, filter, count) => {
    const read: LogRecord[] = [];
    for await (const { records, end } of stretches(log, 1, log.head, filter)) {
      expect(records.reduce((sum, { data }) => sum + data.length, 0)).toBeLessThan(MOST_BYTES);
      expect(records.every(({ position }) => position <= end)).toBe(true);
      read.push(...records);
    }
    const positions = read.map(({ position }) => position);
    expect(positions).toHaveLength(count);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  });
});
