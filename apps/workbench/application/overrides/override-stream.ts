import type { StaffId, Uuid } from '#platform';
import { DecidedStreams, type EventStore, type Taken } from '#event-store';
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

export type OverrideTaken = Taken<OverrideStepFault>;

const overrides = new DecidedStreams(OVERRIDE_STREAMS, overrideEvent, evolveOverride);

export const findOverride = async (store: EventStore, override: Uuid): Promise<OverrideState | undefined> =>
  (await overrides.load(store, override)).state;

/** Decided again where something came between, so that what the hub notes stands in nobody's way. */
export const takeOverride = (
  store: EventStore,
  override: Uuid,
  actor: StaffId,
  command: OverrideCommand,
): Promise<OverrideTaken> =>
  overrides.take<OverrideStepFault>(store, override, (state) => decideOverride(command, state), {
    ...{ actor, again: 2, overtaken: 'OVERRIDE.ALREADY_ANSWERED' },
  });

export const sealWords = (vault: Vault, override: Uuid, context: string, value: object): Promise<Sealed> =>
  sealText(vault, { record: override, recordClass: 'S', context, value });

export const answerContext = (override: Uuid): string => `${override}/answer`;
export const withdrawalContext = (override: Uuid): string => `${override}/withdrawal`;
