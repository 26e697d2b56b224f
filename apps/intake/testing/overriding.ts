import type { EventStore } from '#event-store';
import { derivedUuid, type ItemId, type RecipientId } from '#platform';
import {
  decideOverride,
  evolveOverride,
  OVERRIDE_STREAMS,
  type OverrideCommand,
  type OverrideDraft,
  type OverrideState,
} from '#sharing';
import { overrideAnswer, overrideDraft } from '../../../libs/sharing/testing/overrides.js';
import { COMMUNITY_HEALTH } from './events.js';

const sealed = { k: 'override/S', c: 'sealed' };
export const MASH = 'urn:agency:la:873/mash' as RecipientId;

export interface Overriding {
  /** Asks for these items, for one team. */
  ask(...items: readonly ItemId[]): Promise<void>;
  authorise(...declined: readonly ItemId[]): Promise<void>;
  withdraw(): Promise<void>;
}

/** One override as people make it in the workbench: each step is decided, and appended to the override's own stream. */
export function overriding(store: EventStore, name: string, more: Partial<OverrideDraft> = {}): Overriding {
  const override = derivedUuid('override of a spec', name);
  let state: OverrideState | undefined;
  const take = async (command: OverrideCommand): Promise<void> => {
    const outcome = decideOverride(command, state);
    if (!outcome.ok) throw new Error(outcome.faults.join());
    for (const event of outcome.events) {
      const id = derivedUuid(override, event.type);
      await store.append(`${OVERRIDE_STREAMS}${override}`, 'any', [
        { id, ...event, metadata: { schemaVersion: 1, actor: 'staff' } },
      ]);
      state = evolveOverride(state, event);
    }
  };
  return {
    async ask(...items) {
      const necessity = Object.fromEntries(items.map((item) => [item, 'Shows the injury']));
      const draft = overrideDraft({
        override,
        items: items.map((item) => ({ item, agency: COMMUNITY_HEALTH })),
        recipients: [MASH],
        words: { ...overrideDraft().words, necessity },
        ...more,
      });
      await take({ kind: 'ASK', draft, sealed });
    },
    async authorise(...declined) {
      const approved = (state?.items ?? [])
        .map(({ item }) => item)
        .filter((item) => !declined.includes(item));
      await take({ kind: 'AUTHORISE', answer: overrideAnswer(), approved, declined, sealed });
    },
    async withdraw() {
      const by = overrideDraft().requester;
      const withdrawal = { by, reason: 'The danger is over', at: '2026-11-26T09:00:00Z' };
      await take({ kind: 'WITHDRAW', withdrawal, sealed });
    },
  };
}
