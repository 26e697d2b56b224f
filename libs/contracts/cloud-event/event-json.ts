import { mediaTypeOf } from './media-type.js';
import { parseJson } from './parse-json.js';

type Attributes = Readonly<Record<string, unknown>>;

/**
 * The JSON format of CloudEvents leaves each client some freedom: attributes without a value as null, a character set
 * beside the type of the data, JSON data in base64. Here they come to one form, that of the contracts.
 */
export function inContractForm(event: Attributes): Attributes {
  const { datacontenttype: type, ...rest } = withoutNulls(event);
  if (typeof type !== 'string')
    return withPlainData(type === undefined ? rest : { ...rest, datacontenttype: type });
  const datacontenttype = mediaTypeOf(type);
  return withPlainData({ ...rest, datacontenttype });
}

/** A null attribute is one that is not set; data may be null. */
const withoutNulls = (event: Attributes): Attributes =>
  Object.fromEntries(Object.entries(event).filter(([name, value]) => value !== null || name === 'data'));

/** Clients that are handed bytes write them so, whatever is in them. */
function withPlainData(event: Attributes): Attributes {
  const { data_base64: base64, ...rest } = event;
  if (typeof base64 !== 'string' || 'data' in event || !isJson(event['datacontenttype'])) return event;
  const data = parseJson(Buffer.from(base64, 'base64'));
  return data === undefined ? event : { ...rest, data: data.json };
}

const isJson = (type: unknown): boolean => type === undefined || type === 'application/json';
