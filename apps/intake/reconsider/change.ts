import type { NewEvent } from '#event-store';
import type { HeldItem } from '#journey';
import { derivedUuid, type Uuid } from '#platform';
import { itemStream } from '../stages/origin.js';

export interface Change {
  readonly stream: string;
  readonly expected: bigint;
  readonly event: NewEvent;
}

export const consequenceId = ({ item }: Pick<HeldItem, 'item'>, type: string, cause: Uuid): Uuid =>
  derivedUuid(itemStream(item), type, cause);
