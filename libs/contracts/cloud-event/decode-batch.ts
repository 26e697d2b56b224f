import { type Fault } from '../validation/fault.js';
import { parseJson } from './decode.js';

/** Limits of one HTTP batch. */
export const MAX_BATCH_EVENTS = 1000;
export const MAX_BATCH_BYTES = 4 * 1024 * 1024;

export type DecodedBatch =
  | { readonly ok: true; readonly candidates: readonly unknown[] }
  | { readonly ok: false; readonly reasons: readonly Fault[] };

/** A body of `application/cloudevents-batch+json`. */
export function decodeBatch(value: Buffer): DecodedBatch {
  if (value.byteLength > MAX_BATCH_BYTES) return refused('HTTP.BATCH_TOO_LARGE');
  const batch = parseJson(value);
  if (batch === undefined) return refused('DECODE.NOT_JSON');
  if (!Array.isArray(batch.json)) return refused('DECODE.NOT_CLOUDEVENT');
  return batch.json.length > MAX_BATCH_EVENTS
    ? refused('HTTP.BATCH_TOO_LARGE')
    : { ok: true, candidates: batch.json };
}

const refused = (code: Fault['code']): DecodedBatch => ({ ok: false, reasons: [{ code, path: '' }] });
