import { derivedUuid, type Uuid } from '#platform';
import {
  fingerprint,
  rebuildProjection,
  runProjection,
  waitForProjection,
  type ProjectionRun,
} from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import type { ParkingEvent } from '../../domain/parking-events.js';
import {
  HEALTH,
  parkingTried,
  sourceEventParked,
  sourceEventUnparked,
  streamOf,
} from '../../testing/builders.js';
import { parkingProjection } from './parking.projection.js';
import { createParkingReader } from './parking-reader.js';

describe('What is parked', () => {
  let engines: TestEngines;
  let run: ProjectionRun;

  beforeEach(async () => {
    engines = await startTestEngines();
    run = runProjection({ ...engines, projection: parkingProjection, idleCheckMs: 50 });
  });
  afterEach(async () => {
    await run.stop();
    await engines.stop();
  });

  const happen = async (...events: readonly ParkingEvent[]) => {
    for (const [at, event] of events.entries()) {
      const stream = streamOf(event);
      const id = derivedUuid(stream, event.type, JSON.stringify(event.data), String(at));
      const stored = { ...event, id, metadata: { schemaVersion: 1 } };
      const appended = await engines.store.append(stream, 'any', [stored]);
      if (!appended.ok) throw new Error(appended.reason);
      await waitForProjection(engines.pool, 'parking', appended.position);
    }
  };
  const families = () => createParkingReader(engines.pool).families();
  const [first] = [sourceEventParked(1)].map(({ data }) => (data as { readonly parking: never }).parking);
  const behind = (offset: number, receivedAt: string) =>
    sourceEventParked(offset, { family: first, behind: true, code: 'INTAKE.BEHIND_PARKED', receivedAt });

  it('is told by those that wait together, with the first in line and its tries', async () => {
    await happen(
      sourceEventParked(1),
      behind(2, '2026-06-01T12:00:00.000Z'),
      sourceEventParked(9, { agency: 'urn:agency:ods:RZZ' as never, parkedAt: '2026-06-01T09:00:00.000Z' }),
      parkingTried(1, 1),
      parkingTried(1, 2),
      { type: 'ParkingRetryAsked', data: {} },
    );
    expect(await families()).toMatchObject([
      { agency: 'urn:agency:ods:RZZ', events: 1, attempt: 0, nextTryAt: undefined },
      {
        ...{ family: first, agency: HEALTH, events: 2, attempt: 2, code: 'UNKNOWN.FAULT' },
        nextTryAt: new Date('2026-06-01T11:12:00.000Z'),
      },
    ]);
  });

  it('is told event by event as it lies in the feed, first in line first', async () => {
    await happen(
      sourceEventParked(1),
      behind(3, '2026-06-01T12:00:02.000Z'),
      behind(2, '2026-06-01T12:00:00.000Z'),
      sourceEventParked(9),
    );
    const waiting = await createParkingReader(engines.pool).waiting(first ?? ('' as Uuid));
    expect(waiting.map(({ source, code }) => [source.offset, code])).toEqual([
      ['1', 'VAULT.WRONG_KEY'],
      ['2', 'INTAKE.BEHIND_PARKED'],
      ['3', 'INTAKE.BEHIND_PARKED'],
    ]);
    expect(waiting[0]).toMatchObject({
      agency: HEALTH,
      source: { topic: 'throughline.events.ods-G7H8J', partition: 0 },
    });
    expect(JSON.stringify(waiting)).not.toContain('E-1');
  });

  it('is told in the line in which intake takes it, where all came at once and where a clock was set back', async () => {
    const atOnce = '2026-06-01T11:00:00.000Z';
    const later = [2, 3, 4, 5, 6, 7, 8].map((offset) => behind(offset, atOnce));
    await happen(...later, behind(10, '2026-06-01T10:00:00.000Z'), sourceEventParked(1));
    const waiting = await createParkingReader(engines.pool).waiting(first ?? ('' as Uuid));
    expect(waiting.map(({ source }) => source.offset)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '10',
    ]);
    expect(await families()).toMatchObject([{ family: first, events: 9, code: 'VAULT.WRONG_KEY' }]);
  });

  it('is forgotten once it has its outcome, and the next in line is told instead', async () => {
    await happen(
      sourceEventParked(1),
      behind(2, '2026-06-01T12:00:00.000Z'),
      sourceEventUnparked(1, 'TAKEN'),
    );
    expect(await families()).toMatchObject([{ family: first, events: 1, code: 'INTAKE.BEHIND_PARKED' }]);
    await happen(sourceEventUnparked(2, 'REJECTED'));
    expect(await families()).toEqual([]);
  });

  it('is the same when it is built again', async () => {
    await happen(sourceEventParked(1), behind(2, '2026-06-01T12:00:00.000Z'), parkingTried(1, 1));
    const live = await fingerprint(engines.pool, parkingProjection);
    await rebuildProjection({ ...engines, projection: parkingProjection });
    expect(await fingerprint(engines.pool, parkingProjection)).toEqual(live);
    expect(live['parked']?.rows).toBe(2);
  });
});
