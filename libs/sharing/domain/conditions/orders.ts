import { covers } from '#platform';
import type { Case } from '../decision/case.js';
import { MET, NOT_OFFERED, offeredIf, unmet, type Condition, metIf } from '../decision/finding.js';
import type { OrderFacts } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import { endOf, instantOf, lastsAt } from '../time/stated-time.js';

/** An order or statute compels this, within its limit. */
export const orderCompels: Condition = (question) => {
  const { orders } = question.item.sharing;
  if (orders === undefined) return NOT_OFFERED;
  let first: SharingReason | undefined;
  for (const order of orders) {
    if (order.effect !== 'COMPELS') continue;
    const fault = orderFault(order, question);
    if (fault === undefined) return MET;
    first ??= fault;
  }
  return first === undefined ? NOT_OFFERED : unmet(first);
};

export const orderOffered: Condition = ({ item }) =>
  offeredIf((item.sharing.orders ?? []).some(({ effect }) => effect === 'COMPELS'));

export const orderForbids: Condition = (question) =>
  offeredIf(
    (question.item.sharing.orders ?? []).some(
      (order) => order.effect === 'FORBIDS' && orderFault(order, question) === undefined,
    ),
  );

export const courtOrderCompels: Condition = (question) =>
  metIf(orderInForce(question)?.kind === 'COURT_ORDER', 'BASIS.NO_COURT_ORDER');
export const statuteCompels: Condition = (question) =>
  metIf(orderInForce(question)?.kind === 'STATUTE', 'BASIS.NO_COMPELLING_STATUTE');

/** The first that compels this now. */
export const orderInForce = (question: Case): OrderFacts | undefined =>
  question.item.sharing.orders?.find(
    (order) => order.effect === 'COMPELS' && orderFault(order, question) === undefined,
  );

function orderFault(order: OrderFacts, { now, purpose, recipient, item }: Case): SharingReason | undefined {
  if (!isNamed(order)) return 'ORDER.NOT_NAMED';
  if (order.stayed === true) return 'ORDER.STAYED';
  if (!isInForce(order, now)) return 'ORDER.NOT_IN_FORCE';
  const { recipients, purposes, categories, fields } = order;
  const within =
    (recipients?.some((each) => covers(each, recipient?.recipient ?? '')) ?? true) &&
    (purpose === undefined || (purposes?.includes(purpose) ?? true)) &&
    (categories?.some((each) => each === item.sector || each === item.kind) ?? true) &&
    (item.fields === undefined || (fields?.some((name) => hasField(item.fields, name)) ?? true));
  return within ? undefined : 'ORDER.OUTSIDE_LIMIT';
}

/** A date that cannot be read is not shown to open anything: it neither delays nor ends what an order forbids. */
function isInForce({ effect, from, until }: OrderFacts, now: number): boolean {
  if (effect === 'FORBIDS') return !(instantOf(from) > now) && !(endOf(until) <= now);
  const begun = from === undefined || instantOf(from) <= now;
  return begun && (until === undefined || lastsAt(until, now));
}

const hasField = (fields: Case['item']['fields'], name: string): boolean =>
  (fields ?? []).some((field) => field.name === name);

const isNamed = ({ reference }: OrderFacts): boolean =>
  typeof reference === 'string' ? reference.trim() !== '' : reference;
