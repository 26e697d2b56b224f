import type { EventStore } from '#event-store';
import { conflict, type StaffId, type Uuid } from '#platform';
import { PARKING_RETRY_STREAM, type ParkingRetryAsked } from '../domain/parking-events.js';

export interface RetryAsked extends ParkingRetryAsked {
  readonly id: Uuid;
  /** Who asks: one who signed in, or whoever may run programs of the hub. */
  readonly actor: StaffId | 'hub:operator';
}

/** Lets whichever process releases parked events try them at once: those that wait under one id, or all. */
export async function askRetry(store: EventStore, { id, family, actor }: RetryAsked): Promise<void> {
  const data: ParkingRetryAsked = family === undefined ? {} : { family };
  const asked = { id, type: 'ParkingRetryAsked', data, metadata: { schemaVersion: 1, actor } };
  const outcome = await store.append(PARKING_RETRY_STREAM, 'any', [asked]);
  if (!outcome.ok)
    throw conflict('INTAKE.RETRY_REFUSED', 'The event store did not take what was asked; try again.');
}
