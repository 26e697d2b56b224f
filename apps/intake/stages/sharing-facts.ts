import type { Judgement, SourceEvent, StatedOrder, StatedSharing } from '#contracts';
import type { AgencyId } from '#platform';
import type { ItemFacts, JudgementFacts, OrderFacts } from '#sharing';
import { statuteConsentOf } from './statute-consent.js';

type SharingFacts = ItemFacts['sharing'];

/** What the decision may know of the sharing part. Of references and free text only that they are recorded. */
export function sharingFacts(event: SourceEvent): SharingFacts {
  const { judgement, judgements, enquiry, orders, publicInterest, statuteConsent, ...open } = withoutBeside(
    event.data.sharing,
  );
  const factsOf = (each: Judgement) => judgementFacts(each, enquiry);
  const consent = statuteConsentOf(event, statuteConsent);
  return {
    ...open,
    existenceMayBeTold: open.existenceMayBeTold && !isRestrictedWithin(event),
    ...(judgement === undefined ? {} : { judgement: factsOf(judgement) }),
    ...(judgements === undefined ? {} : { judgements: judgements.map(factsOf) }),
    ...(enquiry === undefined ? {} : { enquiry: THIS_ENQUIRY }),
    ...(orders === undefined ? {} : { orders: orders.map(orderFacts) }),
    ...(publicInterest === undefined ? {} : { publicInterest: isWritten(publicInterest) }),
    ...(consent === undefined ? {} : { statuteConsent: consent }),
  };
}

/** Whatever is restricted of one person or field alone leaves no trace of the whole either. */
const isRestrictedWithin = ({ data: { subjects, sharing } }: SourceEvent): boolean =>
  subjects.some(({ restricted = [] }) => restricted.length > 0) ||
  (sharing.fields ?? []).some(({ sensitivity }) => sensitivity === 'R');

/** Stand for references that are kept sealed: only whether they are the same is asked, and only within an item. */
const THIS_ENQUIRY = 'THIS';
const OTHER_ENQUIRY = 'OTHER';

function judgementFacts(judgement: Judgement, asked: StatedSharing['enquiry']): JudgementFacts {
  const { name, reason, enquiry, agency, ...open } = judgement;
  return {
    ...open,
    named: isWritten(name),
    reasoned: isWritten(reason),
    ...(enquiry === undefined ? {} : { enquiry: enquiry === asked ? THIS_ENQUIRY : OTHER_ENQUIRY }),
    ...(agency === undefined ? {} : { agency: agency as AgencyId }),
  };
}

function orderFacts({ reference, court: _court, ...open }: StatedOrder): OrderFacts {
  return { ...open, reference: isWritten(reference) };
}

const isWritten = (text: string): boolean => text.trim() !== '';

const withoutBeside = ({
  fields: _fields,
  specialCategory: _special,
  underContract: _contract,
  ...sharing
}: StatedSharing) => sharing;

/** What is stated beside the sharing part of the facts, where it is. */
export function statedBeside({
  minutes,
  sharing: { fields, specialCategory, underContract },
}: SourceEvent['data']): Pick<ItemFacts, 'minutes' | 'fields' | 'specialCategory' | 'sender'> {
  return {
    ...(minutes === undefined ? {} : { minutes }),
    ...(fields === undefined ? {} : { fields }),
    ...(specialCategory === undefined ? {} : { specialCategory }),
    ...(underContract === undefined ? {} : { sender: { underContract } }),
  };
}
