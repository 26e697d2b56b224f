import { eventReader } from '#event-store/reading';
import type { ProjectedTable, Projection, ReadRow } from '#read-store';
import { REVIEW_STREAMS, type ReviewEvent } from '../../domain/review/review-events.js';

export interface ReviewAnswerRow extends ReadRow {
  readonly review: string;
  readonly item_id: string;
  readonly recipient: string;
  readonly ask: string;
  readonly answer: string;
  readonly at: Date;
  readonly until: Date;
  /** `ReviewAnswered`; its words are sealed. */
  readonly answered: Readonly<Record<string, unknown>>;
}

/** Throws `PROJECTION.UNKNOWN_EVENT` on a type it cannot read. */
export const reviewEvent = eventReader<ReviewEvent>('A review', { ReviewAnswered: true });

const answers: ProjectedTable<ReviewAnswerRow> = {
  name: 'answers',
  columns: {
    review: 'uuid',
    item_id: 'uuid',
    recipient: 'text',
    ask: 'text',
    answer: 'text',
    at: 'timestamptz',
    until: 'timestamptz',
    answered: 'jsonb',
  },
  key: ['review', 'item_id'],
  indexes: ['item_id, recipient'],
  keysOf: (event) => {
    const { review, items } = reviewEvent(event).data;
    return items.map(({ item }) => ({ review, item_id: item }));
  },
  evolve: (row, event, key) => {
    const { data } = reviewEvent(event);
    const { review, items, recipient, answer, at, until } = data;
    const asked = items.find(({ item }) => item === key.item_id);
    if (!asked) return row;
    const what = { review, item_id: asked.item, recipient, ask: asked.ask, answer };
    return { ...what, at: new Date(at), until: new Date(until), answered: { ...data } };
  },
};

/** What people answered, the last answer on each item of a review; no words and no names. */
export const reviewsProjection: Projection = {
  name: 'reviews',
  version: 1,
  streams: [REVIEW_STREAMS],
  tables: [answers],
};
