import { canonicalJson } from '../cloud-event/canonical-json.js';

/** Equal as JSON, whatever the order of keywords. */
export const isSameRule = (before: unknown, after: unknown): boolean =>
  canonicalJson({ rule: before }) === canonicalJson({ rule: after });
