import { type Fault } from '../validation/fault.js';
import { inContractForm } from './event-json.js';
import { parseJson } from './parse-json.js';

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
    : { ok: true, candidates: batch.json.map(asCandidate) };
}

/** What is no object is for the caller to refuse in its place. */
const asCandidate = (each: unknown): unknown =>
  typeof each === 'object' && each !== null && !Array.isArray(each) ? inContractForm({ ...each }) : each;

const refused = (code: Fault['code']): DecodedBatch => ({ ok: false, reasons: [{ code, path: '' }] });
