import { EVENT_ID_HEADER } from '../headers.js';
import type { FeedMessage } from '../ports.js';

const BINARY_ID = 'ce_id';
const STRUCTURED = 'application/cloudevents+json';

/**
 * The id its publisher gave an event: beside the message where the hub's own edge put it, in a header of binary mode, or
 * in the body of structured mode, which alone has to be opened. Undefined where there is none that can be read.
 */
export function eventIdOf({ headers, value }: Pick<FeedMessage, 'headers' | 'value'>): string | undefined {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]));
  const outside = lower[EVENT_ID_HEADER] ?? lower[BINARY_ID];
  if (outside !== undefined) return outside;
  return lower['content-type']?.toLowerCase().startsWith(STRUCTURED) ? idInside(value) : undefined;
}

function idInside(value: Buffer): string | undefined {
  try {
    const { id } = JSON.parse(value.toString()) as { readonly id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
