import { idFaults, isNestedTooDeep, MAX_EVENT_BYTES, neverTaken } from '#contracts';
import type { AgencyId } from '#platform';
import { EVENT_ID_HEADER, type NewFeedMessage } from '#feed';

const MAX_ID_LENGTH = 256;

export type Envelope =
  | { readonly fits: true; readonly id: string; readonly message: NewFeedMessage }
  | { readonly fits: false; readonly id?: string; readonly code: string; readonly path?: string };

/**
 * Only what must hold before an event can be put on its agency's topic at all, and what must not lie there even
 * refused: minutes of MAPPA, and details of which only a pointer may come; and that its receipt can be asked for.
 * Everything else is for intake to judge, so that its answer is kept and the publisher can find it in the receipt.
 */
export function checkEnvelope(
  agency: AgencyId,
  event: unknown,
  headers: Readonly<Record<string, string>>,
): Envelope {
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    return { fits: false, code: 'DECODE.NOT_CLOUDEVENT' };
  const { id, source, type, subject } = event as Readonly<Record<string, unknown>>;
  if (!isText(id)) return { fits: false, code: 'DECODE.NOT_CLOUDEVENT', path: '/id' };
  const [unasked] = idFaults({ id });
  if (unasked) return { fits: false, id, ...unasked };
  if (!isText(source)) return { fits: false, id, code: 'DECODE.NOT_CLOUDEVENT', path: '/source' };
  if (!isText(type)) return { fits: false, id, code: 'DECODE.NOT_CLOUDEVENT', path: '/type' };
  if (source !== agency) return { fits: false, id, code: 'AUTH.SOURCE_NOT_AGENCY', path: '/source' };
  const [never] = neverTaken(event);
  if (never) return { fits: false, id, ...never };
  if (isNestedTooDeep(event)) return { fits: false, id, code: 'DECODE.TOO_DEEP' };
  const value = Buffer.from(JSON.stringify(event));
  if (value.length > MAX_EVENT_BYTES) return { fits: false, id, code: 'DECODE.TOO_LARGE' };
  const key = isText(subject) ? subject : id;
  return { fits: true, id, message: { agency, key, headers: { ...headers, [EVENT_ID_HEADER]: id }, value } };
}

/** CloudEvents knows no control characters and no halves of characters in text, and the feed could not keep some of them. */
const NO_TEXT = /[\p{Cc}\p{Cs}]/u;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_ID_LENGTH && !NO_TEXT.test(value);
