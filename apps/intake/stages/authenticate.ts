import type { AgencyRegistry } from '#access';
import { mayPublish } from '#contracts';
import { goOn, setAside, type Authenticated, type Decoded, type Underway } from './underway.js';

/**
 * The topic is the trust boundary: only its agency can write to it, so a source that is another agency is refused,
 * and so is a type whose contract does not let the agency's sectors publish it.
 */
export const authenticate =
  (registry: AgencyRegistry) =>
  ({ message, event }: Decoded): Underway<Authenticated> => {
    const agency = registry.findByTopic(message.topic);
    if (!agency || agency.id !== message.agency)
      return setAside(message, [{ code: 'AUTH.NOT_REGISTERED' }], event.id);
    if (event.source !== agency.id)
      return setAside(message, [{ code: 'AUTH.SOURCE_NOT_AGENCY', path: '/source' }], event.id);
    if (!mayPublish(event.type, agency.sectors))
      return setAside(message, [{ code: 'AUTH.SECTOR_NOT_ALLOWED', path: '/type' }], event.id);
    return goOn({ message, event, agency: agency.id });
  };
