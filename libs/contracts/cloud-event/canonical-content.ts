import { type SourceEvent } from '../envelope.js';
import { canonicalJson } from './canonical-json.js';
import { canonicalTime } from './canonical-time.js';

/**
 * What the agency says, in canonical form, for digests. Trace context and other attributes of the journey are left
 * out, so that the same event sent again is the same content.
 */
export function canonicalContent(event: SourceEvent): string {
  const { specversion, id, source, type, subject, time, data } = event;
  return canonicalJson({ specversion, id, source, type, subject, time: canonicalTime(time), data });
}
