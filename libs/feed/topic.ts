import { defect, type AgencyId } from '#platform';

const PREFIX = 'throughline.events.';

/** The agency's own topic, `throughline.events.<scheme>-<code>`: only that agency may write to it. */
export function topicOf(agency: AgencyId): string {
  const [, , scheme, code] = agency.split(':');
  if (!scheme || !code)
    throw defect('FEED.BAD_AGENCY_ID', 'An agency id without scheme or code has no topic');
  return `${PREFIX}${scheme}-${code}`;
}

/** Whose it is, whether or not the agency is of the directory; undefined of every other topic. */
export function agencyOf(topic: string): AgencyId | undefined {
  const [, scheme, code] =
    (topic.startsWith(PREFIX) && /^([^-]+)-(.+)$/.exec(topic.slice(PREFIX.length))) || [];
  return scheme && code ? (`urn:agency:${scheme}:${code}` as AgencyId) : undefined;
}
