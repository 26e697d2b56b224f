import { derivedUuid, type StaffId, type Uuid } from '#platform';
import { foldStream, type EventStore } from '#event-store';
import {
  decideOverride,
  evolveOverride,
  OVERRIDE_STREAMS,
  overrideEvent,
  type OverrideCommand,
  type OverrideState,
  type OverrideStepFault,
} from '#sharing';
import type { Sealed, Vault } from '#vault';
import { sealText } from '../sealed-text.js';

export type OverrideTaken =
  { readonly ok: true } | { readonly ok: false; readonly faults: readonly OverrideStepFault[] };

const streamOf = (override: Uuid): string => `${OVERRIDE_STREAMS}${override}`;

/** From the stream itself, so that who has just asked or answered sees it. */
export const findOverride = async (store: EventStore, override: Uuid): Promise<OverrideState | undefined> =>
  (await load(store, override)).state;

const load = (store: EventStore, override: Uuid) =>
  foldStream<OverrideState>(store, streamOf(override), (before, event) =>
    evolveOverride(before, overrideEvent(event)),
  );

/**
 * Decides against the stream as it is and appends. Where something came between, it is decided once more: who is overtaken
 * by another person is told so and changes nothing, and what the hub notes stands in nobody's way.
 */
export async function takeOverride(
  store: EventStore,
  override: Uuid,
  actor: StaffId,
  command: OverrideCommand,
  again = 2,
): Promise<OverrideTaken> {
  const { state, revision } = await load(store, override);
  const outcome = decideOverride(command, state);
  if (!outcome.ok) return outcome;
  const events = outcome.events.map(({ type, data }) => ({
    id: derivedUuid('override', override, type, actor),
    type,
    data,
    metadata: { schemaVersion: 1, actor },
  }));
  const appended = await store.append(streamOf(override), revision, events);
  if (appended.ok) return { ok: true };
  if (again > 0) return takeOverride(store, override, actor, command, again - 1);
  return {
    ok: false,
    faults: [command.kind === 'ASK' ? 'OVERRIDE.ALREADY_ASKED' : 'OVERRIDE.ALREADY_ANSWERED'],
  };
}

export const sealWords = (vault: Vault, override: Uuid, context: string, value: object): Promise<Sealed> =>
  sealText(vault, { record: override, recordClass: 'S', context, value });

export const answerContext = (override: Uuid): string => `${override}/answer`;
export const withdrawalContext = (override: Uuid): string => `${override}/withdrawal`;
