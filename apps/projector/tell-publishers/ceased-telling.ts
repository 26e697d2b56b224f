import { encodeStructured, explain, HUB_SOURCE, SHARING_CEASED_TYPE } from '#contracts';
import type { EventStore, StoredEvent } from '#event-store';
import type { Telling } from '#feed';
import { readItemEvent, type ItemEvent } from '#journey';
import { derivedUuid, type AgencyId } from '#platform';
import { isPermitted, type Decision } from '#sharing';

/**
 * What agencies are told that were allowed to see an item and no longer are. Not the agency whose item it is: its
 * receipt says so. None for every other event.
 */
export async function ceasedTellings(
  store: Pick<EventStore, 'readStream'>,
  cause: StoredEvent,
): Promise<readonly Telling[]> {
  if (cause.type !== 'ItemCeased' && cause.type !== 'ItemDecidedAgain') return [];
  const event = readItemEvent(cause);
  const lost = lostBy(await decidedBefore(store, cause), decisionsOf(event));
  const agencies = [...new Set(lost.map(agencyOf))].filter((agency) => agency !== event.data.agency);
  return agencies.map((agency) => {
    const recipients = lost.filter((recipient) => agencyOf(recipient) === agency);
    return ceasedTelling(cause, event.data.item, agency, recipients);
  });
}

async function decidedBefore(
  store: Pick<EventStore, 'readStream'>,
  { stream, revision }: StoredEvent,
): Promise<readonly Decision[]> {
  const before = (await store.readStream(stream)).filter((each) => each.revision < revision);
  const decided = before.map(readItemEvent).findLast((each) => 'decisions' in each.data);
  return decided ? decisionsOf(decided) : [];
}

const decisionsOf = (event: ItemEvent): readonly Decision[] =>
  'decisions' in event.data ? event.data.decisions : [];

const seenBy = (decisions: readonly Decision[]): readonly string[] =>
  decisions.filter(isPermitted).flatMap(({ recipient }) => recipient ?? []);

function lostBy(before: readonly Decision[], after: readonly Decision[]): readonly string[] {
  const left = new Set(seenBy(after));
  return [...new Set(seenBy(before))].filter((recipient) => !left.has(recipient)).sort();
}

/** The agency of a team. */
const agencyOf = (recipient: string): AgencyId => recipient.split('/', 1)[0] as AgencyId;

/** Who refused or withdrew, and what, is told to nobody. */
function ceasedTelling(
  cause: StoredEvent,
  item: string,
  to: AgencyId,
  recipients: readonly string[],
): Telling {
  const event = {
    specversion: '1.0',
    // Follows from the cause, so that what is told twice can be dropped.
    id: derivedUuid('sharing-ceased', cause.id, to),
    source: HUB_SOURCE,
    type: SHARING_CEASED_TYPE,
    subject: item,
    time: cause.createdAt.toISOString(),
    datacontenttype: 'application/json',
    data: { item, recipients, ceasedOn: dayOf(cause), reason: explain({ code: 'SHARING.BASIS_ENDED' }) },
  };
  return { to, key: item, ...encodeStructured(event) };
}

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short' });
const dayOf = ({ createdAt }: StoredEvent): string => DAY.format(createdAt);
