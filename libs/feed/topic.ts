import { defect, type AgencyId } from '#platform';

/** The agency's own topic, `throughline.events.<scheme>-<code>`: only that agency may write to it. */
export function topicOf(agency: AgencyId): string {
  const [, , scheme, code] = agency.split(':');
  if (!scheme || !code)
    throw defect('FEED.BAD_AGENCY_ID', 'An agency id without scheme or code has no topic');
  return `throughline.events.${scheme}-${code}`;
}
