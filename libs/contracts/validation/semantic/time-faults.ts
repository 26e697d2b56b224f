import { type SourceEvent } from '../../envelope.js';
import { type Fault } from '../fault.js';
import { isDayAlone } from '../time-formats.js';
import { judgementsIn } from './judgements-in.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** As far as the clock of a sending system may be ahead of the hub's. */
export const CLOCK_ALLOWANCE_MS = 5 * MINUTE_MS;
/** An unborn child is sent with the expected date. */
const FURTHEST_BIRTH_DAYS = 300;

/** Nothing has happened, been written down, judged or answered later than now. */
export function timeFaults(event: SourceEvent, now: Date): readonly Fault[] {
  return [...futureFaults(event, now), ...birthFaults(event, now), ...orderFaults(event)];
}

function futureFaults(event: SourceEvent, now: Date): readonly Fault[] {
  const limit = now.getTime() + CLOCK_ALLOWANCE_MS;
  return pastTimes(event)
    .filter(([, time]) => Date.parse(time) > limit)
    .map(([path]) => ({ code: 'TIME.IN_FUTURE', path }));
}

function pastTimes(event: SourceEvent): readonly (readonly [string, string])[] {
  const { details, sharing, recordedAt } = event.data;
  const answered = ['givenAt', 'withdrawnAt', 'refusedAt'].flatMap((field) => {
    const time = details[field];
    return typeof time === 'string' ? [[`/data/details/${field}`, time] as const] : [];
  });
  const judged = judgementsIn(sharing).map(
    ({ judgement, path }) => [`${path}/madeAt`, judgement.madeAt] as const,
  );
  return [
    ['/time', event.time],
    ['/data/recordedAt', recordedAt],
    ...judged,
    ...(event.type.startsWith('agreement.') ? answered : []),
  ];
}

function birthFaults(event: SourceEvent, now: Date): readonly Fault[] {
  const limit = now.getTime() + FURTHEST_BIRTH_DAYS * DAY_MS;
  return event.data.subjects.flatMap(({ dateOfBirth }, index): readonly Fault[] =>
    dateOfBirth !== undefined && Date.parse(dateOfBirth) > limit
      ? [{ code: 'TIME.BIRTH_TOO_FAR_AHEAD', path: `/data/subjects/${index}/dateOfBirth` }]
      : [],
  );
}

/** An agreement ends after it was given; a date alone lasts to the end of its day. */
function orderFaults({ type, data: { details } }: SourceEvent): readonly Fault[] {
  const { givenAt, expiresAt } = details as { readonly givenAt?: string; readonly expiresAt?: string };
  if (!type.startsWith('agreement.') || givenAt === undefined || expiresAt === undefined) return [];
  const ends = Date.parse(expiresAt) + (isDayAlone(expiresAt) ? DAY_MS : 0);
  return ends > Date.parse(givenAt) ? [] : [{ code: 'TIME.WRONG_ORDER', path: '/data/details/expiresAt' }];
}
