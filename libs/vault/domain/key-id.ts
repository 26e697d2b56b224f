import { defect, type RecordId } from '#platform';
import type { RecordClass } from '../ports.js';

const KEY_ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([PHSCR])$/;

/** A data key's name, `<record>/<class>`. */
export interface KeyName {
  readonly id: string;
  readonly record: string;
  readonly recordClass: string;
}

export const keyName = (record: RecordId, recordClass: RecordClass): KeyName => ({
  id: `${record}/${recordClass}`,
  record,
  recordClass,
});

/** Throws `VAULT.TAMPERED` on a name that no sealing gives. */
export function parseKeyId(id: string): KeyName {
  const [, record, recordClass] = KEY_ID.exec(id) ?? [];
  if (record === undefined || recordClass === undefined)
    throw defect('VAULT.TAMPERED', 'A sealed value names a key that cannot exist.');
  return { id, record, recordClass };
}
