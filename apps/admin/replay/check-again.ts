import type { AgencyRegistry } from '#access';
import type { FeedMessage } from '#feed';
import type { EventReader } from '../../intake/event-reader.js';
import { authenticate } from '../../intake/stages/authenticate.js';
import { decode } from '../../intake/stages/decode.js';
import { andThen, type Underway } from '../../intake/stages/underway.js';
import { validate, type Validated } from '../../intake/stages/validate.js';

export interface Checking {
  readonly registry: AgencyRegistry;
  readonly reader: EventReader;
}

/** What intake would say of the message if it came now. Only whether it goes on counts, so no content is digested. */
export function checkAgain(
  { registry, reader }: Checking,
  message: FeedMessage,
  now: Date,
): Underway<Validated> {
  const decoded = [decode(reader)({ ...message, appendedAt: now })];
  const authenticated = andThen(decoded, authenticate(registry));
  const [checked] = andThen(
    authenticated,
    validate(reader, () => ''),
  );
  if (!checked) throw new Error('A message that is checked has an answer');
  return checked;
}
