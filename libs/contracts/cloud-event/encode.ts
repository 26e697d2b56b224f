import { CONSTANTS } from 'cloudevents';
import { type SourceEvent } from '../envelope.js';

export interface EncodedEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer;
}

/** Structured mode, as the feed keeps events and HTTP carries them. */
export function encodeStructured(event: SourceEvent | Readonly<Record<string, unknown>>): EncodedEvent {
  return {
    headers: { [CONSTANTS.HEADER_CONTENT_TYPE]: CONSTANTS.DEFAULT_CE_CONTENT_TYPE },
    value: Buffer.from(JSON.stringify(event), 'utf8'),
  };
}
