import type { ItemShared, RejectionEvent } from '#journey';
import type { StoredEvent } from '#event-store';
import type { IntakeUnderTest } from '../../../apps/intake/testing/intake-harness.js';

export interface ToldOutcome {
  readonly stream: string;
  readonly type: string;
  readonly facts: unknown;
  /** The sealed content, opened. */
  readonly content?: unknown;
}

/**
 * Every item as it is kept, but for where and when the feed took it and under which keys it is sealed. Clients write one
 * moment in different texts, so times are compared as moments.
 */
export async function outcomesOf(engines: IntakeUnderTest): Promise<readonly ToldOutcome[]> {
  const stored = await engines.events('item-');
  const told = await Promise.all(stored.map((event) => outcomeOf(event, engines.vault)));
  return told.sort((a, b) => a.stream.localeCompare(b.stream));
}

async function outcomeOf(
  { stream, type, data }: StoredEvent,
  vault: IntakeUnderTest['vault'],
): Promise<ToldOutcome> {
  const { content, ...told } = data as Partial<ItemShared> & Pick<ItemShared, 'item'>;
  const facts = { ...told, source: undefined, receivedAt: undefined };
  if (!content) return { stream, type, facts };
  const { sealed, occurredAt, ...plain } = content;
  const [opened] = await vault.open([{ sealed, context: facts.item }]);
  return { stream, type, facts: { ...facts, ...plain, occurredAt: Date.parse(occurredAt) }, content: opened };
}

/** Why events were rejected, by the publisher's own id; `unknown` where it could not be read. */
export async function rejectionsOf(engines: IntakeUnderTest): Promise<readonly string[]> {
  return (await engines.events('rejection-')).map(({ data }) => {
    const { sourceEventId = 'unknown', reasons } = data as RejectionEvent['data'];
    return [sourceEventId, ...reasons.map(({ code, path }) => [code, path].filter(Boolean).join(' '))].join(
      ': ',
    );
  });
}
