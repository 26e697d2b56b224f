import type { EventStore } from '#event-store';
import { PARKING_RETRY_STREAM, type ParkingRetryAsked } from '#journey';
import { conflict, type Uuid } from '#platform';

export interface RetryAsked extends ParkingRetryAsked {
  readonly id: Uuid;
}

/** Lets whichever process releases parked events try them at once: those that wait under one id, or all. */
export async function askRetry(store: EventStore, { id, family }: RetryAsked): Promise<void> {
  const data: ParkingRetryAsked = family === undefined ? {} : { family };
  const metadata = { schemaVersion: 1, actor: 'hub:operator' };
  const asked = { id, type: 'ParkingRetryAsked', data, metadata };
  const outcome = await store.append(PARKING_RETRY_STREAM, 'any', [asked]);
  if (!outcome.ok)
    throw conflict('INTAKE.RETRY_REFUSED', 'The event store did not take what was asked; try again.');
}
