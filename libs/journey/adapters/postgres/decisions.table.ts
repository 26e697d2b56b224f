import type { Column, ProjectedTable } from '#read-store';
import type { Decision } from '#sharing';
import type { ItemEvent } from '../../domain/item-events.js';
import { readItemEvent } from '../../application/read-events.js';
import type { DecisionRow } from './timeline-rows.js';

export const decisionsTable: ProjectedTable<DecisionRow> = {
  name: 'decisions',
  columns: {
    item_id: 'uuid',
    recipient: 'text',
    agency: 'text',
    kind: 'text',
    outcome: 'text',
    row: 'text',
    purpose: 'text',
    modifiers: 'text[]',
    reasons: 'text[]',
    stands_on: 'uuid[]',
    bases: 'jsonb',
    ruleset: 'text',
    decided_at: 'timestamptz',
  },
  key: ['item_id', 'recipient'],
  indexes: ['decided_at', 'outcome, row'],
  keysOf: (event) => {
    const read = readItemEvent(event);
    return decisionsOf(read).map((decision) => ({
      item_id: read.data.item,
      recipient: recipientOf(decision),
    }));
  },
  evolve: (row, event, key) => evolveDecision(row, readItemEvent(event), key),
};

const decisionsOf = (event: ItemEvent): readonly Decision[] =>
  'decisions' in event.data ? event.data.decisions : [];

const recipientOf = (decision: Decision): string => decision.recipient ?? '';

function evolveDecision(
  row: DecisionRow | undefined,
  event: ItemEvent,
  key: Partial<DecisionRow>,
): DecisionRow | undefined {
  const decision = decisionsOf(event).find((one) => recipientOf(one) === key.recipient);
  if (!decision) return row;
  return {
    item_id: event.data.item,
    recipient: recipientOf(decision),
    agency: event.data.agency,
    kind: kindOf(event) ?? row?.kind ?? null,
    outcome: decision.outcome,
    row: decision.row ?? null,
    purpose: decision.purpose ?? null,
    modifiers: decision.modifiers,
    reasons: decision.reasons,
    stands_on: decision.standsOn,
    bases: (decision.bases ?? null) as Column,
    ruleset: decision.ruleset,
    decided_at: decision.decidedAt,
  };
}

function kindOf(event: ItemEvent): string | undefined {
  switch (event.type) {
    case 'ItemShared':
    case 'ItemReleased':
      return event.data.content.facts.kind;
    case 'ItemWithheld':
      return event.data.kind;
    case 'ItemCeased':
    case 'ItemDecidedAgain':
    case 'ContentAsked':
    case 'ContentGiven':
    case 'AgreementNoticeTaken':
      return undefined;
  }
}
