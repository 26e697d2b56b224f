import { isOpenItem } from './open-item.js';

/** Records linked to the person `$1`. A record that nothing has linked yet is a person of its own. */
export const RECORDS_OF_PERSON = `(
  SELECT record_id FROM families.records WHERE person_id = $1
  UNION SELECT $1::uuid WHERE NOT EXISTS
    (SELECT 1 FROM families.records WHERE record_id = $1 AND person_id IS NOT NULL))`;

/** Items that are on record for the person `$1` and that every information governance lead may know of. */
export const ITEMS_OF_PERSON = `(
  SELECT r.item_id FROM timeline.item_records r
  WHERE r.on_record AND r.record_id IN ${RECORDS_OF_PERSON} AND ${isOpenItem('r.item_id')})`;

/** Holds where there is anything to audit: whoever has sealed items alone is known to their custodian alone. */
export const PERSON_IS_KNOWN = `(
  EXISTS (SELECT 1 FROM ${ITEMS_OF_PERSON} items)
  OR EXISTS (SELECT 1 FROM agreements.agreements a WHERE a.record_id IN ${RECORDS_OF_PERSON}))`;
