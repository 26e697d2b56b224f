import { CONSTANTS } from 'cloudevents';
import { type Fault } from '../validation/fault.js';
import { readAttributes } from './attributes.js';

/** Largest event, in bytes of its message value. */
export const MAX_EVENT_BYTES = 256 * 1024;

export type Decoded =
  | { readonly ok: true; readonly candidate: unknown }
  | { readonly ok: false; readonly reasons: readonly Fault[] };

export type MessageHeaders = Readonly<Record<string, string>>;

/**
 * A Kafka message or HTTP request as a CloudEvent in JSON format: structured by its content type, else binary by its
 * `ce_` (Kafka) or `ce-` (HTTP) headers. What is missing stays missing for the validator to name; nothing is made up.
 */
export function decodeCloudEvent(headers: MessageHeaders, value: Buffer): Decoded {
  if (value.byteLength > MAX_EVENT_BYTES) return refused('DECODE.TOO_LARGE');
  const lower = withLowerCaseNames(headers);
  const mediaType = mediaTypeOf(lower);
  if (mediaType === CONSTANTS.MIME_CE_JSON) return decodeStructured(value);
  const attributes = readAttributes(lower);
  if (attributes === undefined || mediaType.startsWith(CONSTANTS.MIME_CE)) {
    return refused('DECODE.NOT_CLOUDEVENT');
  }
  const data = parseJson(value);
  if (data === undefined) return refused('DECODE.NOT_JSON');
  const contentType = mediaType === '' ? {} : { datacontenttype: mediaType };
  return { ok: true, candidate: { ...attributes, ...contentType, data: data.json } };
}

function decodeStructured(value: Buffer): Decoded {
  const event = parseJson(value);
  if (event === undefined) return refused('DECODE.NOT_JSON');
  const { json } = event;
  const isEvent = typeof json === 'object' && json !== null && 'specversion' in json;
  return isEvent ? { ok: true, candidate: json } : refused('DECODE.NOT_CLOUDEVENT');
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Undefined where the bytes are not UTF-8 or not JSON. */
export function parseJson(value: Buffer): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(strictUtf8.decode(value)) as unknown };
  } catch {
    return undefined;
  }
}

export const mediaTypeOf = (headers: MessageHeaders): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

const withLowerCaseNames = (headers: MessageHeaders): MessageHeaders =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const refused = (code: Fault['code']): Decoded => ({ ok: false, reasons: [{ code, path: '' }] });
