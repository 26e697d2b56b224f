/**
 * SQL that holds for the receipts `t` of an agency (`$1`) whose events it is asked to publish again. What it has taken back
 * since need not be.
 */
export const CONTENT_WAITED_FOR = `t.agency = $1 AND t.content_asked_at IS NOT NULL AND t.content_given_at IS NULL
  AND NOT EXISTS (SELECT FROM receipts.receipts taken WHERE taken.agency = $1 AND taken.retracts = t.item_id)`;
