import { code, matching, number, projectionName, uuid, type Keep } from '../allow-list/keep.js';

/**
 * What a span may carry, and in which form: kinds, counts, codes, route patterns and random ids. Names that tools know are
 * those of the OpenTelemetry conventions. Anything else is dropped before it leaves the process.
 */
const KEEP = {
  'http.request.method': matching(/^([A-Z]{3,7}|_OTHER)$/),
  /** The pattern, `/families/:family/timeline`; a concrete address has digits or capitals and is refused. */
  'http.route': matching(/^\/$|^(\/(v\d+|:[A-Za-z]+|[a-z]+(-[a-z]+)*(\.json)?))+$/),
  'http.response.status_code': number,
  'error.type': code,
  'messaging.system': matching(/^throughline$/),
  'messaging.operation.type': matching(/^(send|process)$/),
  'messaging.destination.name': matching(
    /^throughline\.events\.(ods|la|force|urn|other)-[A-Za-z0-9-]{1,20}$/,
  ),
  'messaging.batch.message_count': number,
  'db.system.name': matching(/^eventstoredb$/),
  'db.operation.name': matching(/^(append|read)$/),
  'db.operation.batch.size': number,
  'throughline.projection': projectionName,
  'throughline.count': number,
  /** Random; what a look is on record by. */
  'throughline.disclosure': uuid,
} as const satisfies Readonly<Record<string, Keep>>;

export type SpanAttributes = { readonly [Name in keyof typeof KEEP]?: string | number };

export const ATTRIBUTE_NAMES = Object.keys(KEEP) as readonly (keyof typeof KEEP)[];

export function allowedAttributes(attributes: object): Record<string, string | number> {
  const kept: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const allowed = isAllowed(name) ? KEEP[name](value) : undefined;
    if (allowed !== undefined) kept[name] = allowed;
  }
  return kept;
}

export const isRoute = (route: string): boolean => KEEP['http.route'](route) !== undefined;

const isAllowed = (name: string): name is keyof typeof KEEP => Object.hasOwn(KEEP, name);
