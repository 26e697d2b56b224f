import { CONSTANTS } from 'cloudevents';
import { type Fault } from '../validation/fault.js';
import { readAttributes, unreadable } from './attributes.js';
import { inContractForm } from './event-json.js';
import { mediaTypeOf } from './media-type.js';
import { parseJson } from './parse-json.js';

/** Largest event, in bytes of its message value. */
export const MAX_EVENT_BYTES = 256 * 1024;

export type Decoded = { readonly ok: true; readonly candidate: unknown } | Undecoded;

export interface Undecoded {
  readonly ok: false;
  readonly reasons: readonly Fault[];
  /** The publisher's own id, where the headers tell it. */
  readonly id?: string;
}

export type MessageHeaders = Readonly<Record<string, string>>;

/**
 * A Kafka message or HTTP request as a CloudEvent in JSON format: structured by its content type, else binary by its
 * `ce_` (Kafka) or `ce-` (HTTP) headers. What is missing stays missing for the validator to name; nothing is made up.
 */
export function decodeCloudEvent(headers: MessageHeaders, value: Buffer): Decoded {
  const lower = withLowerCaseNames(headers);
  const attributes = readAttributes(lower);
  const decoded = decode(mediaTypeOf(lower['content-type']), attributes, value);
  const id = attributes && unreadable(attributes) === 'id' ? undefined : attributes?.['id'];
  return decoded.ok || !id ? decoded : { ...decoded, id };
}

function decode(mediaType: string, attributes: MessageHeaders | undefined, value: Buffer): Decoded {
  if (value.byteLength > MAX_EVENT_BYTES) return refused('DECODE.TOO_LARGE');
  if (mediaType === CONSTANTS.MIME_CE_JSON) return decodeStructured(value);
  if (mediaType.startsWith(CONSTANTS.MIME_CE)) return refused('DECODE.NOT_CLOUDEVENT');
  if (attributes === undefined) return decodeUnmarked(mediaType, value);
  const broken = unreadable(attributes);
  if (broken !== undefined) return refused('DECODE.NOT_CLOUDEVENT', `/${broken}`);
  return decodeBinary(mediaType === '' ? attributes : { ...attributes, datacontenttype: mediaType }, value);
}

/** No bytes, or the null of a Kafka tombstone, are an event without data. */
function decodeBinary(attributes: MessageHeaders, value: Buffer): Decoded {
  if (value.byteLength === 0) return { ok: true, candidate: inContractForm(attributes) };
  const data = parseJson(value);
  if (data === undefined) return refused('DECODE.NOT_JSON');
  return { ok: true, candidate: inContractForm({ ...attributes, data: data.json }) };
}

function decodeStructured(value: Buffer): Decoded {
  const event = parseJson(value);
  if (event === undefined) return refused('DECODE.NOT_JSON');
  const { json } = event;
  const isEvent = typeof json === 'object' && json !== null && 'specversion' in json;
  return isEvent ? { ok: true, candidate: inContractForm({ ...json }) } : refused('DECODE.NOT_CLOUDEVENT');
}

/** Python's SDK, in its first version, does not mark structured mode as such. */
function decodeUnmarked(mediaType: string, value: Buffer): Decoded {
  const mayBeEvent = mediaType === '' || mediaType === 'application/json';
  const decoded = mayBeEvent ? decodeStructured(value) : undefined;
  return decoded?.ok ? decoded : refused('DECODE.NOT_CLOUDEVENT');
}

const withLowerCaseNames = (headers: MessageHeaders): MessageHeaders =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const refused = (code: Fault['code'], path = ''): Undecoded => ({ ok: false, reasons: [{ code, path }] });
