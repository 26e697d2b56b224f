import type { SourceEvent } from '#contracts';
import type { FeedMessage } from '#feed';
import type { Intake } from './process-batch.js';
import { authenticate } from './stages/authenticate.js';
import { decode } from './stages/decode.js';
import { andThen } from './stages/underway.js';

/** The valid event in a message that met a defect; undefined where the defect lies in reading it. */
export function findSourceEvent(
  { reader, registry }: Pick<Intake, 'reader' | 'registry'>,
  message: FeedMessage,
): SourceEvent | undefined {
  try {
    const [read] = andThen([decode(reader)(message)], authenticate(registry));
    const valid = read?.on ? reader.validate(read.value.event, message.appendedAt) : undefined;
    return valid?.ok ? valid.event : undefined;
  } catch {
    return undefined;
  }
}
