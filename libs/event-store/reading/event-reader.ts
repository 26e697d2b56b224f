import { defect } from '#platform';
import type { StoredEvent } from '../ports.js';

/**
 * Reads what is stored as one of the events of `where`, for example `An override stream`. `types` names each of them, and the
 * compiler that none is left out. Throws `PROJECTION.UNKNOWN_EVENT` on any other: whatever was built on it would be wrong.
 */
export const eventReader =
  <Event extends Pick<StoredEvent, 'type' | 'data'>>(
    where: string,
    types: Readonly<Record<Event['type'], true>>,
  ) =>
  ({ type, data, position }: StoredEvent): Event => {
    if (Object.hasOwn(types, type)) return { type, data } as Event;
    throw defect('PROJECTION.UNKNOWN_EVENT', `${where} holds an event that cannot be read.`, {
      ...{ type, position: String(position) },
    });
  };
