import type { EventStore, StoredEvent } from '#event-store';
import type { AgreementId } from '#platform';
import { AGREEMENT_STREAMS } from '#sharing';

/** One thing that happened to an agreement. */
export interface AgreementTurn {
  readonly agreement: AgreementId;
  /** Type of the event, for example `AgreementWithdrawn`. */
  readonly type: string;
  /** When the hub was told. */
  readonly toldAt: Date;
  /** When it took effect, as stated: ISO date or date-time. */
  readonly from: string | undefined;
}

/** All that happened to an agreement, oldest first; whatever later versions add to its stream is told too. */
export async function readAgreementLife(
  store: Pick<EventStore, 'readStream'>,
  agreement: AgreementId,
): Promise<readonly AgreementTurn[]> {
  const events = await store.readStream(`${AGREEMENT_STREAMS}${agreement}`);
  return events.map((event) => ({
    ...{ agreement, type: event.type, toldAt: event.createdAt },
    from: effectOf(event),
  }));
}

/** `AgreementGiven` states `givenAt`, `AgreementWithdrawn` states `withdrawnAt`, and so on. */
function effectOf({ type, data }: StoredEvent): string | undefined {
  const what = type.replace(/^Agreement/, '');
  const stated = (data as Readonly<Record<string, unknown>>)[
    `${what.charAt(0).toLowerCase()}${what.slice(1)}At`
  ];
  return typeof stated === 'string' ? stated : undefined;
}
