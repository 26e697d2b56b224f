import { eventReader } from '#event-store/reading';
import type { AsJson, ProjectedTable, Projection, ReadRow } from '#read-store';
import { OVERRIDE_STREAMS, type OverrideEvent } from '../../domain/override/override-events.js';
import { evolveOverride, type OverrideState } from '../../domain/override/override-state.js';

export interface OverrideStoredRow extends ReadRow {
  readonly override_id: string;
  readonly family_id: string;
  readonly item_ids: readonly string[];
  readonly recipients: readonly string[];
  readonly requester: string;
  readonly answered: boolean;
  readonly asked_at: Date;
  /** ISO date. */
  readonly approval_by: string | null;
  /** Its words are sealed. */
  readonly state: AsJson<OverrideState>;
}

/** Throws `PROJECTION.UNKNOWN_EVENT` on a type it cannot read. */
export const overrideEvent = eventReader<OverrideEvent>('An override stream', {
  OverrideAsked: true,
  OverrideAuthorised: true,
  OverrideRefused: true,
  OverrideWithdrawn: true,
  OverrideFellShort: true,
});

const overrides: ProjectedTable<OverrideStoredRow> = {
  name: 'overrides',
  columns: {
    override_id: 'uuid',
    family_id: 'uuid',
    item_ids: 'uuid[]',
    recipients: 'text[]',
    requester: 'text',
    answered: 'boolean',
    asked_at: 'timestamptz',
    approval_by: 'text',
    state: 'jsonb',
  },
  key: ['override_id'],
  indexes: ['gin (item_ids)', 'answered, asked_at'],
  keysOf: (event) => [{ override_id: overrideEvent(event).data.override }],
  evolve: (row, event) => {
    const state = evolveOverride(row?.state, overrideEvent(event));
    return state && rowOf(state);
  },
};

/** One row for each override of a refusal, folded from its stream alone. */
export const overridesProjection: Projection = {
  name: 'overrides',
  version: 1,
  streams: [OVERRIDE_STREAMS],
  tables: [overrides],
};

const rowOf = (state: OverrideState): OverrideStoredRow => ({
  override_id: state.override,
  family_id: state.family,
  item_ids: state.items.map(({ item }) => item),
  recipients: state.recipients,
  requester: state.requester.person,
  answered: state.authorised !== undefined || state.refused !== undefined,
  asked_at: new Date(state.askedAt),
  approval_by: state.approvalBy ?? null,
  state: { ...state },
});
