import type { StoredEvent } from '#event-store';
import type { ItemEvent } from '#journey';
import { londonDay, type Decision } from '#sharing';

/** What a decision was, without bases: those are in the item's stream. */
export type ConsideredDecision = Pick<
  Decision,
  'recipient' | 'purpose' | 'outcome' | 'row' | 'modifiers' | 'reasons' | 'standsOn' | 'overrides' | 'ruleset'
>;

export const decisionsIn = (event: ItemEvent): readonly Decision[] =>
  'decisions' in event.data ? event.data.decisions : [];

/** False for what its custodian alone may know of, counts included. */
export function isOpen(event: ItemEvent): boolean {
  const restricted = decisionsIn(event).some(
    ({ outcome, modifiers }) => outcome === 'HOLD' || modifiers.includes('M2'),
  );
  if (restricted || ('restricted' in event.data && event.data.restricted)) return false;
  if (!('content' in event.data)) return true;
  const { sensitivity, restricted: classes } = event.data.content.facts;
  return sensitivity !== 'R' && classes.length === 0;
}

export const shortened = (decision: Decision): ConsideredDecision => {
  const { recipient, purpose, outcome, row, modifiers, reasons, standsOn, overrides, ruleset } = decision;
  return {
    ...{ outcome, modifiers, reasons, standsOn, ruleset },
    ...(recipient && { recipient }),
    ...(purpose && { purpose }),
    ...(row && { row }),
    ...(overrides && { overrides }),
  };
};

const DAY = 86_400_000;

/** ISO date of the Monday of the week in which this moment is in London. */
export function weekOf(at: Date): string {
  const day = londonDay(at.getTime());
  const noon = new Date(Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100, 12));
  const sinceMonday = (noon.getUTCDay() + 6) % 7;
  return new Date(noon.getTime() - sinceMonday * DAY).toISOString().slice(0, 10);
}

/** A decision made on a clock that could not be read counts as made when it was stored. */
export function momentOf(decidedAt: string | undefined, { createdAt }: Pick<StoredEvent, 'createdAt'>): Date {
  const at = new Date(decidedAt ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? createdAt : at;
}
