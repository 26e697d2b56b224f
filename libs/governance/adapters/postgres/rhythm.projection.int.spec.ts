import fc from 'fast-check';
import { derivedUuid, type AgencyId } from '#platform';
import {
  HEALTH,
  itemCeased,
  itemReleased,
  itemShared,
  itemWithheld,
  parkingTried,
  sourceEventParked,
  sourceEventRejected,
  sourceEventUnparked,
  streamOf,
} from '#journey/testing';
import type { ItemEvent, ParkingEvent, RejectionEvent } from '#journey';
import {
  fingerprint,
  rebuildProjection,
  runProjection,
  waitForProjection,
  type ProjectionRun,
} from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import { createQuietAgencies } from '../../application/quiet-agencies.js';
import { createRhythmReader, type RhythmReader } from './rhythm-reader.js';
import { rhythmProjection as projection } from './rhythm.projection.js';

const POLICE = 'urn:agency:force:35' as AgencyId;
const SCHOOL = 'urn:agency:urn:100001' as AgencyId;
const LATER = new Date('2026-06-30T09:00:00Z');

describe('When each agency was heard', () => {
  let engines: TestEngines;
  let reader: RhythmReader;
  let run: ProjectionRun;
  let sequence = 0;

  beforeEach(async () => {
    engines = await startTestEngines();
    reader = createRhythmReader(engines.pool);
    run = runProjection({ ...engines, projection, idleCheckMs: 50 });
  });
  afterEach(async () => {
    await run.stop();
    await engines.stop();
  });

  async function told(...events: readonly (ItemEvent | ParkingEvent | RejectionEvent)[]): Promise<void> {
    let last = 0n;
    for (const event of events) {
      const stream = streamOf(event);
      const id = derivedUuid(stream, String((sequence += 1)));
      const outcome = await engines.store.append(stream, 'any', [
        { id, ...event, metadata: { schemaVersion: 1 } },
      ]);
      if (!outcome.ok) throw new Error(outcome.reason);
      last = outcome.position;
    }
    await waitForProjection(engines.pool, projection.name, last);
  }

  it('counts what an agency sent by day, whatever became of it', async () => {
    await told(itemShared('E-1', { receivedAt: '2026-06-01T10:00:00.000Z' }));
    await told(
      itemWithheld('E-2', { receivedAt: '2026-06-01T08:00:00.000Z' }),
      sourceEventRejected(3, { receivedAt: '2026-06-01T23:59:59.000Z' }),
      itemShared('E-4', { receivedAt: '2026-06-02T00:00:00.000Z' }),
    );
    expect(await reader.heardDays(LATER)).toEqual(
      new Map([
        [
          HEALTH,
          [
            {
              ...{ day: '2026-06-01', events: 3 },
              ...{ first: new Date('2026-06-01T08:00:00Z'), last: new Date('2026-06-01T23:59:59Z') },
            },
            {
              ...{ day: '2026-06-02', events: 1 },
              ...{ first: new Date('2026-06-02T00:00:00Z'), last: new Date('2026-06-02T00:00:00Z') },
            },
          ],
        ],
      ]),
    );
  });

  it('does not take for the agency’s voice what the hub does by itself', async () => {
    await told(
      itemWithheld('E-1'),
      itemReleased('E-1'),
      itemCeased('E-1'),
      sourceEventRejected(3, { attempt: 2 }),
    );
    const days = [...(await reader.heardDays(LATER)).values()].flat();
    expect(days.map(({ events }) => events)).toEqual([1]);
  });

  it('hears what waits at once, and counts it once it has its outcome', async () => {
    await told(sourceEventParked(7, { receivedAt: '2026-06-01T11:00:00.000Z' }), parkingTried(7, 1));
    const heard = async () => [...(await reader.heardDays(LATER)).values()].flat();
    expect(await heard()).toMatchObject([{ events: 0, last: new Date('2026-06-01T11:00:00Z') }]);
    await told(
      itemShared('E-7', { receivedAt: '2026-06-01T11:00:00.000Z' }),
      sourceEventUnparked(7, 'TAKEN'),
    );
    expect(await heard()).toMatchObject([{ events: 1, last: new Date('2026-06-01T11:00:00Z') }]);
  });

  it('tells of a silence although a clock that ran ahead once put a day far in the future', async () => {
    const schoolDays = Array.from({ length: 40 }, (_, at) => new Date(Date.UTC(2026, 9, 5 + at, 10))).filter(
      (day) => ![0, 6].includes(day.getUTCDay()),
    );
    await told(
      ...[...schoolDays, new Date('2027-03-01T10:00:00Z')].map((day) =>
        itemShared(`E-${(sequence += 1)}`, { agency: SCHOOL, receivedAt: day.toISOString() }),
      ),
    );
    const [judged] = await createQuietAgencies(reader).judge([SCHOOL], new Date('2026-11-18T17:00:00Z'));
    expect(judged?.silence).toMatchObject({ state: 'QUIET', last: new Date('2026-11-13T10:00:00Z') });
  });

  it('gives the same when rebuilt, though many streams make one row', async () => {
    const days = fc.array(
      fc.record({ agency: fc.constantFrom(HEALTH, POLICE), day: fc.integer({ min: 1, max: 4 }) }),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    await fc.assert(
      fc.asyncProperty(days, async (sent) => {
        await told(
          ...sent.map(({ agency, day }) =>
            itemShared(`E-${(sequence += 1)}`, { agency, receivedAt: `2026-06-0${day}T10:00:00.000Z` }),
          ),
        );
        const live = await fingerprint(engines.pool, projection);
        await rebuildProjection({ ...engines, projection });
        expect(await fingerprint(engines.pool, projection)).toEqual(live);
      }),
      { numRuns: 8 },
    );
    const { rows } = await engines.pool.query<{ total: string }>(
      'SELECT sum(events) AS total FROM rhythm.days',
    );
    const stored: unknown[] = [];
    for await (const batch of engines.store.readAll()) stored.push(...batch);
    expect(Number(rows[0]?.total)).toBe(stored.length);
  });

  it('tells which agencies went quiet, those first', async () => {
    const days = Array.from({ length: 28 }, (_, day) =>
      new Date(Date.UTC(2026, 4, 1 + day, 9)).toISOString(),
    );
    await told(
      ...days.map((receivedAt, at) => itemShared(`H-${at}`, { receivedAt })),
      ...days.slice(0, 20).map((receivedAt, at) => itemShared(`P-${at}`, { agency: POLICE, receivedAt })),
    );
    const judged = await createQuietAgencies(reader).judge(
      [HEALTH, SCHOOL, POLICE],
      new Date('2026-05-29T09:00:00Z'),
    );
    expect(judged.map(({ agency, silence }) => [agency, silence.state])).toEqual([
      [POLICE, 'QUIET'],
      [SCHOOL, 'NEVER_HEARD'],
      [HEALTH, 'LIVELY'],
    ]);
  });
});
