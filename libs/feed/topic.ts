import { defect, type AgencyId } from '#platform';

/** Carries the publisher's own event id beside the message, so that a receipt can be found without opening it. */
export const EVENT_ID_HEADER = 'throughline-event-id';

/** The agency's own topic, `throughline.events.<scheme>-<code>`: only that agency may write to it. */
export function topicOf(agency: AgencyId): string {
  const [, , scheme, code] = agency.split(':');
  if (!scheme || !code)
    throw defect('FEED.BAD_AGENCY_ID', 'An agency id without scheme or code has no topic');
  return `throughline.events.${scheme}-${code}`;
}
