import { receiptBody, type Found, type PublishedEvent, type Receipt, type ReceiptBody } from '#journey';
import { momentWords } from '../../frame/dates.js';
import { pagerOf, selectItems } from '../../oversight/list-query.js';
import { cardsOf, rowWords } from './decided.js';
import { CONTENT_ASKED, OUTCOME_CHOICES, STATE_SENTENCES, STATE_TAGS } from './states.js';

export const NO_ID = 'Its id could not be read';

export interface ReceiptFilters {
  readonly state: string | undefined;
  readonly day: string | undefined;
}

export function receiptsPage(list: Found<PublishedEvent>, filters: ReceiptFilters, dayFault?: string) {
  return {
    title: 'Receipts',
    failed: dayFault !== undefined,
    dayFault,
    day: filters.day ?? '',
    states: selectItems(OUTCOME_CHOICES, filters.state),
    ofAllTime: filters.state === CONTENT_ASKED,
    filtered: filters.state !== undefined || filters.day !== undefined,
    rows: list.rows.map(({ reference, sourceEventId, state, receivedAt }) => ({
      href: `/partner/receipts/${reference}`,
      id: sourceEventId ?? NO_ID,
      tag: STATE_TAGS[state],
      at: momentWords(receivedAt),
    })),
    pager: pagerOf('/partner/receipts', { ...filters }, list),
  };
}

/** The same that the receipt says over HTTP and on the receipts topic. */
export function receiptPage(receipt: Receipt, nameOf: (recipient: string) => string) {
  const { id, state, row, reasons, recipients, content, history } = receiptBody(receipt);
  return {
    title: id === undefined ? NO_ID : `Event ${id}`,
    tag: STATE_TAGS[state],
    sentence: STATE_SENTENCES[state],
    ...(recipients.length > 0 ? { row: rowWords(row) } : {}),
    ...(content ? { content: contentOf(content) } : {}),
    reasons,
    cards: cardsOf(recipients, nameOf),
    history: history.map(({ at, state: step }) => ({
      at: momentWords(new Date(at)),
      words: STATE_TAGS[step as keyof typeof STATE_TAGS].text,
    })),
  };
}

function contentOf({ askedAt, givenAt, reason }: NonNullable<ReceiptBody['content']>) {
  const words = {
    asked: `Content asked for again: ${momentWords(new Date(askedAt))}`,
    reason: reason.title,
  };
  return givenAt === undefined
    ? { ...words, remedy: reason.remedy }
    : { ...words, given: `Published again: ${momentWords(new Date(givenAt))}` };
}
