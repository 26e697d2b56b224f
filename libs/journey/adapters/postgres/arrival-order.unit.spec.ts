import fc from 'fast-check';
import { agreementIdOf, itemIdOf } from '#platform';
import type { StoredEvent } from '#event-store';
import type { ItemEvent } from '../../domain/item-events.js';
import {
  aDecision,
  contentAsked,
  contentGiven,
  HEALTH,
  itemShared,
  itemWithheld,
  someContent,
  storedItemEvent,
} from '../../testing/builders.js';
import { foldTable } from '../../testing/fold-table.js';
import { receiptsProjection } from './receipts.projection.js';
import { timelineProjection } from './timeline.projection.js';

const AGREEMENT = agreementIdOf(HEALTH, 'A-1');
const TABLES = [...timelineProjection.tables, ...receiptsProjection.tables];
const STEPS = ['RELEASED', 'CEASED', 'ASKED', 'GIVEN'] as const;

function laterEvent(step: (typeof STEPS)[number], sourceEventId: string): ItemEvent {
  const item = itemIdOf(HEALTH, sourceEventId);
  const because = { agreement: AGREEMENT };
  if (step === 'ASKED') return contentAsked(sourceEventId);
  if (step === 'GIVEN') return contentGiven(sourceEventId);
  if (step === 'CEASED') {
    const decisions = [aDecision({ outcome: 'DENY', row: 'D9', reasons: ['AGREEMENT.WITHDRAWN'] })];
    return { type: 'ItemCeased', data: { item, agency: HEALTH, decisions, because, ceasedAt: '2026-06-02' } };
  }
  const { source, receivedAt } = itemShared(sourceEventId).data as Extract<
    ItemEvent,
    { type: 'ItemShared' }
  >['data'];
  const decisions = [aDecision({ standsOn: [AGREEMENT] })];
  const origin = { item, agency: HEALTH, sourceEventId, source, receivedAt };
  return { type: 'ItemReleased', data: { ...origin, content: someContent(), decisions, because } };
}

/** One item's life: shared or withheld at first, then released and ceased any number of times. */
const life = (sourceEventId: string) =>
  fc
    .tuple(fc.boolean(), fc.array(fc.constantFrom(...STEPS), { maxLength: 4 }))
    .map(([shared, steps]): readonly StoredEvent[] =>
      [
        shared ? itemShared(sourceEventId) : itemWithheld(sourceEventId),
        ...steps.map((step) => laterEvent(step, sourceEventId)),
      ].map((event, revision) => storedItemEvent(event, BigInt(revision))),
    );

const lives = fc.tuple(...['E-1', 'E-2', 'E-3', 'E-4'].map(life));

/** Takes the next event of one stream after another, as `turns` says, each stream in its own order. */
function arrival(streams: readonly (readonly StoredEvent[])[], turns: readonly number[]): StoredEvent[] {
  const queues = streams.map((stream) => [...stream]);
  const arrived: StoredEvent[] = [];
  for (const turn of turns) {
    const waiting = queues.filter((queue) => queue.length > 0);
    const next = waiting[turn % Math.max(1, waiting.length)]?.shift();
    if (next) arrived.push(next);
  }
  return [...arrived, ...queues.flat()];
}

describe('the timeline and the receipts', () => {
  it('come out the same in whatever order the items’ streams arrive', () => {
    fc.assert(
      fc.property(lives, fc.array(fc.nat(), { maxLength: 30 }), (streams, turns) => {
        const inOrder = streams.flat();
        const mixed = arrival(streams, turns);
        for (const table of TABLES)
          expect(new Map([...foldTable(table, mixed)].sort())).toEqual(
            new Map([...foldTable(table, inOrder)].sort()),
          );
      }),
      { numRuns: 200 },
    );
  });
});
