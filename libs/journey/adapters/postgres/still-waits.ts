/**
 * SQL that holds for the rows `w` of what waits as long as nothing has come of it: the end of waiting is told a moment
 * after its outcome.
 */
export const STILL_WAITS = `NOT EXISTS (
    SELECT FROM receipts.rejections refused WHERE refused.rejection_id = w.parking_id)
  AND NOT EXISTS (SELECT FROM receipts.receipts taken
    WHERE taken.agency = w.agency AND taken.source_event_id = w.source_event_id)`;
