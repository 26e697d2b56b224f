import { eventReader } from '#event-store/reading';
import type { ProjectedTable, Projection, ReadRow } from '#read-store';
import { reviewersOf } from '../../domain/emergency/decide-emergency.js';
import { EMERGENCY_STREAMS, type EmergencyEvent } from '../../domain/emergency/emergency-events.js';

export interface EmergencyReviewRow extends ReadRow {
  readonly glass: string;
  /** Who has to review it. */
  readonly agency: string;
  readonly family_id: string;
  readonly viewer: string;
  readonly role: string;
  readonly viewer_agency: string;
  readonly at: Date;
  readonly until: Date;
  readonly verdict: string | null;
}

export interface GlassRow extends ReadRow {
  readonly glass: string;
  readonly family_id: string;
  readonly until: Date;
  /** `GlassBroken`; its words are sealed. */
  readonly broken: Readonly<Record<string, unknown>>;
}

/** Throws `PROJECTION.UNKNOWN_EVENT` on a type it cannot read. */
export const emergencyEvent = eventReader<EmergencyEvent>('An emergency view', {
  GlassBroken: true,
  GlassLookedAt: true,
  GlassReviewed: true,
});

const reviews: ProjectedTable<EmergencyReviewRow> = {
  name: 'reviews',
  columns: {
    glass: 'uuid',
    agency: 'text',
    family_id: 'uuid',
    viewer: 'text',
    role: 'text',
    viewer_agency: 'text',
    at: 'timestamptz',
    until: 'timestamptz',
    verdict: 'text',
  },
  key: ['glass', 'agency'],
  indexes: ['agency, at'],
  keysOf: (stored) => {
    const { type, data } = emergencyEvent(stored);
    if (type === 'GlassBroken') return reviewersOf(data).map((agency) => ({ glass: data.glass, agency }));
    return type === 'GlassReviewed' ? [{ glass: data.glass, agency: data.by.agency }] : [];
  },
  evolve: (row, stored, key) => {
    const { type, data } = emergencyEvent(stored);
    if (type === 'GlassReviewed') return row && { ...row, verdict: data.verdict };
    return type === 'GlassBroken'
      ? {
          ...{ glass: data.glass, agency: String(key.agency), family_id: data.family, verdict: null },
          ...{ viewer: data.by.person, role: data.by.role, viewer_agency: data.by.agency },
          ...{ at: new Date(data.at), until: new Date(data.until) },
        }
      : row;
  },
};

const glasses: ProjectedTable<GlassRow> = {
  name: 'glasses',
  columns: { glass: 'uuid', family_id: 'uuid', until: 'timestamptz', broken: 'jsonb' },
  key: ['glass'],
  indexes: ['until'],
  keysOf: (stored) => {
    const { type, data } = emergencyEvent(stored);
    return type === 'GlassBroken' ? [{ glass: data.glass }] : [];
  },
  evolve: (row, stored) => {
    const { type, data } = emergencyEvent(stored);
    if (type !== 'GlassBroken') return row;
    const { glass, family, until } = data;
    return { glass, family_id: family, until: new Date(until), broken: { ...data } };
  },
};

/** Emergency views: each as it was opened, and a row for each agency that has to review one. */
export const emergencyProjection: Projection = {
  name: 'emergency',
  version: 2,
  streams: [EMERGENCY_STREAMS],
  tables: [reviews, glasses],
};
