import { explain, findReason } from '#contracts';
import type { Found, PutBackRun, RefusedCode, RefusedDelivery } from '#journey';
import { momentWords } from '../../frame/dates.js';
import { numberWords } from '../../operations/spans.js';
import { pagerOf } from '../../oversight/list-query.js';
import { runState } from './put-back.view-model.js';
import { NO_ID } from './receipts.view-model.js';

export function rejectsPage(codes: readonly RefusedCode[], runs: readonly PutBackRun[], now: Date) {
  return {
    title: 'Rejects',
    rows: codes.map(({ code, refused, open, latest }) => ({
      ...explain({ code }),
      href: `/partner/rejects/${code}`,
      refused: numberWords(refused),
      open: numberWords(open),
      latest: momentWords(latest),
    })),
    runs: runs.map((run) => ({
      href: `/partner/put-backs/${run.id}`,
      code: run.code,
      at: momentWords(run.askedAt),
      tag: runState(run, now).tag,
    })),
  };
}

const SINCE_WORDS: Readonly<Record<RefusedDelivery['since'], string>> = {
  NOTHING: 'Nothing yet',
  TAKEN_SINCE: 'Taken or withheld since',
  TAKEN_BEFORE: 'The first that came under this id was taken, and counts',
};

/** Ids and places only: what an event held is not kept. Undefined for what is no code of the catalogue. */
export function rejectPage(code: string, list: Found<RefusedDelivery>) {
  if (!findReason(code)) return undefined;
  const { title: sentence, remedy } = explain({ code });
  return {
    title: code,
    ...{ code, sentence, remedy },
    open: list.rows.some(({ since }) => since === 'NOTHING'),
    rows: list.rows.map(({ reference, sourceEventId, receivedAt, paths, since }) => ({
      href: `/partner/receipts/${reference}`,
      id: sourceEventId ?? NO_ID,
      at: momentWords(receivedAt),
      paths,
      since: SINCE_WORDS[since],
    })),
    pager: pagerOf(`/partner/rejects/${code}`, {}, list),
  };
}
