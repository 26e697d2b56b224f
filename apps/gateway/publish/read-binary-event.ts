import type { IncomingHttpHeaders } from 'node:http';

const ATTRIBUTE = /^ce-([a-z0-9]{1,20})$/;

/** Binary mode: the attributes are headers (`ce-*`, percent-encoded), the body is the data. */
export function readBinaryEvent(headers: IncomingHttpHeaders, data: unknown): Record<string, unknown> {
  const event: Record<string, unknown> = { datacontenttype: 'application/json', data };
  for (const [header, value] of Object.entries(headers)) {
    const [, attribute] = ATTRIBUTE.exec(header) ?? [];
    if (attribute !== undefined && attribute !== 'data' && typeof value === 'string')
      event[attribute] = decoded(value);
  }
  return event;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
