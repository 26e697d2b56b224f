import { eventReader } from '#event-store/reading';
import type { Column, ProjectedTable, Projection } from '#read-store';
import { SAMPLE_STREAMS, type SampleEvent } from '../../domain/sample/sample-events.js';

export type SampleRow = {
  readonly sample: string;
  readonly drawn_at: string | Date;
  readonly drawn_by: string;
  readonly size: number;
  /** The last verdict on each place. */
  readonly verdicts: Column;
};

/** Throws `PROJECTION.UNKNOWN_EVENT` on a type it cannot read. */
export const sampleEvent = eventReader<SampleEvent>('A sample', { SampleDrawn: true, SampleReviewed: true });

const samples: ProjectedTable<SampleRow> = {
  name: 'samples',
  columns: {
    sample: 'uuid',
    drawn_at: 'timestamptz',
    drawn_by: 'text',
    size: 'integer',
    verdicts: 'jsonb',
  },
  key: ['sample'],
  indexes: ['drawn_at'],
  keysOf: (event) => [{ sample: sampleEvent(event).data.sample }],
  evolve: (row, event) => {
    const { type, data } = sampleEvent(event);
    if (type === 'SampleReviewed')
      return row && { ...row, verdicts: { ...(row.verdicts as object), [data.at]: data.verdict } };
    const { sample, drawnAt, drawnBy, decisions } = data;
    return { sample, drawn_at: drawnAt, drawn_by: drawnBy, size: decisions.length, verdicts: {} };
  },
};

/** Samples of decisions and how far their review is. */
export const samplesProjection: Projection = {
  name: 'samples',
  version: 1,
  streams: [SAMPLE_STREAMS],
  tables: [samples],
};
