import { derivedUuid } from '#platform';
import type { TimelineReader } from '#journey';
import { endsByClock, isPermitted, monthReaching, type AgreementState } from '#sharing';
import type { Trigger } from './triggers.js';
import type { Concern } from './work.js';

/** After one moment, up to another; milliseconds since 1970. */
export interface Window {
  readonly after: number;
  readonly upTo: number;
}

/** Agreements that came to their end in the window. The same end always has the same cause. */
export const endedAgreements = (
  agreements: Iterable<AgreementState>,
  { after, upTo }: Window,
): readonly Trigger[] =>
  [...agreements].flatMap((state) => {
    const { agreement, record } = state;
    const ended = endsByClock(state).filter(([at]) => at > after && at <= upTo);
    return ended.map(([at, clock]) => {
      const cause = derivedUuid('clock', agreement, clock, new Date(at).toISOString());
      return { kind: 'ENDED' as const, cause, record, agreement, clock };
    });
  });

/** Items that lapsed: what they state themselves may have ended. However long ago, since each says so until it is decided. */
export async function lapsedItems(
  timeline: Pick<TimelineReader, 'itemsDueBy'>,
  upTo: number,
): Promise<readonly Concern[]> {
  const due = await timeline.itemsDueBy(new Date(upTo));
  return due.map(({ item, standsUntil }) => {
    const cause = derivedUuid('clock', item, 'LAPSED', standsUntil.toISOString());
    return [item, { kind: 'LAPSED', cause }];
  });
}

/** Items of people who may have reached the age in the window, at which a parent no longer answers for them. */
export async function endedByAge(
  timeline: Pick<TimelineReader, 'itemsOfBornIn'>,
  age: number,
  { after, upTo }: Window,
): Promise<readonly Concern[]> {
  const [from, to] = [monthReaching(age, after), monthReaching(age, upTo)];
  if (from >= to) return [];
  const items = await timeline.itemsOfBornIn(from, to);
  return items.flatMap(({ item, decisions, people }) => {
    const [agreement] = decisions.filter(isPermitted).flatMap(({ standsOn }) => standsOn);
    const record = people.find(({ bornOn = '' }) => bornOn > from && bornOn <= to)?.record;
    if (agreement === undefined || record === undefined) return [];
    const cause = derivedUuid('clock', item, 'AUTHORITY_ENDED', to);
    return [[item, { kind: 'ENDED', cause, record, agreement, clock: 'AUTHORITY_ENDED' }]];
  });
}
