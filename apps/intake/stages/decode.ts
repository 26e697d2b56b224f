import type { FeedMessage } from '#feed';
import type { EventReader } from '../event-reader.js';
import { goOn, setAside, type Decoded, type Underway } from './underway.js';

export const decode =
  (reader: EventReader) =>
  (message: FeedMessage): Underway<Decoded> => {
    const read = reader.decode(message);
    return read.ok ? goOn({ message, event: read.event }) : setAside(message, read.reasons, read.id);
  };
