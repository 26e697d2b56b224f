import {
  agreementNote,
  decideAgreement,
  findAgreementNotice,
  type AgreementEvent,
  type AgreementNotice,
  type AgreementState,
  type SealedNotice,
} from '#sharing';
import { agreementIdOf, itemIdOf, type AgencyId, type ItemId } from '#platform';
import type { SourceEvent } from '#contracts';
import type { Sealed } from '#vault';
import type { StatedByItem } from '../memory/agreement-book.js';
import { mapSealing, nothingToSeal, sealing, type Sealing } from './sealing.js';
import type { Reason } from './underway.js';

/** Stands in until the batch is sealed; the decision never looks inside. */
const NOT_YET_SEALED: Sealed = { k: '', c: '' };

export type NoticeAnswer =
  | { readonly ok: true; readonly notice: AgreementNotice; readonly events: readonly AgreementEvent[] }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

/** Agreements found by their id, and by an item that gave them. */
export interface AgreementsHeld {
  find(agreement: AgreementNotice['agreement']): AgreementState | undefined;
  findStatedBy(item: ItemId): StatedByItem | undefined;
}

export interface Noticing {
  readonly held: AgreementsHeld;
  /** How long an agreement lasts that states no end. */
  readonly defaultMonths: number;
  /** The store holds the notice already. That later ones overtook it since is no fault of it. */
  readonly repeat: boolean;
}

/** What an agency's agreement event does to the agreement; undefined where it is no agreement event. */
export function decideNotice(
  event: SourceEvent,
  { held, defaultMonths, repeat }: Noticing,
): NoticeAnswer | undefined {
  if (!event.type.startsWith('agreement.')) return undefined;
  const { retracts } = event.data;
  const taken =
    retracts === undefined ? undefined : held.findStatedBy(itemIdOf(event.source as AgencyId, retracts));
  const stated = retracts === undefined ? findAgreementNotice(event) : taken && retraction(event, taken);
  const notice = stated && inPlace(stated, held);
  if (!notice) return { ok: false, reasons: [{ code: 'AGREEMENT.UNKNOWN', path: '/data/retracts' }] };
  // What took its place was not stated by that mistake.
  if (taken?.isCurrent === false) return { ok: true, notice, events: [] };
  const answer = decideAgreement(unsealed(notice), held.find(notice.agreement), {
    defaultMonths,
    replaced: replacedBy(notice, held),
  });
  if (answer.ok) return { ok: true, notice, events: answer.events };
  return repeat ? { ok: true, notice, events: [] } : { ok: false, reasons: [{ code: answer.code }] };
}

/** What is said of an agreement that was replaced is said of the one that took its place; only a giving revives it. */
function inPlace(notice: AgreementNotice, held: AgreementsHeld): AgreementNotice {
  if (notice.kind === 'GIVE') return notice;
  const passed = new Set<AgreementNotice['agreement']>();
  let current = held.find(notice.agreement);
  while (current?.replacedBy !== undefined && !passed.has(current.agreement)) {
    passed.add(current.agreement);
    current = held.find(current.replacedBy) ?? current;
  }
  return current ? { ...notice, agreement: current.agreement, reference: current.reference } : notice;
}

function replacedBy(notice: AgreementNotice, held: AgreementsHeld): AgreementState | undefined {
  const replaces = notice.kind === 'GIVE' ? notice.details.replacesReference : undefined;
  return replaces === undefined ? undefined : held.find(agreementIdOf(notice.agency, replaces));
}

/**
 * A giving stated by mistake no longer stands from the moment its retraction was written down; from its own, where it is
 * dated later than that.
 */
function retraction(event: SourceEvent, { state }: StatedByItem): AgreementNotice | undefined {
  if (event.type !== 'agreement.given.v1') return undefined;
  const agency = event.source as AgencyId;
  const { recordedAt } = event.data;
  const { reference, record, authority, givenAt = recordedAt } = state;
  const withdrawnAt = Date.parse(givenAt) > Date.parse(recordedAt) ? givenAt : recordedAt;
  return {
    ...{ kind: 'WITHDRAW', agency, reference, record },
    agreement: agreementIdOf(agency, reference),
    item: itemIdOf(agency, event.id),
    details: { agreementReference: reference, withdrawnAt, by: authority },
  };
}

const unsealed = (notice: AgreementNotice): SealedNotice =>
  notice.kind === 'GIVE' ? { ...notice, sealed: NOT_YET_SEALED } : notice;

/** Who gave the agreement is sealed under the record's personal key. */
export function sealNotice(notice: AgreementNotice, event: AgreementEvent): Sealing<AgreementEvent> {
  if (event.type !== 'AgreementGiven' || notice.kind !== 'GIVE') return nothingToSeal(event);
  const { record, agreement: context, details } = notice;
  const note = { record, recordClass: 'P' as const, context, value: agreementNote(details) };
  return mapSealing(
    sealing(note, (sealed) => sealed),
    (sealed): AgreementEvent => ({ ...event, data: { ...event.data, sealed } }),
  );
}
