import { canonicalContent, createValidator, decodeCloudEvent, type ValidatorOptions } from '#contracts';
import type { EventReader } from './event-reader.js';
import type { CloudEventShape } from './stages/underway.js';

/** Events read by the published contracts. Compiles every schema; make one and keep it. */
export function createEventReader(options: ValidatorOptions = {}): EventReader {
  const validator = createValidator(options);
  return {
    decode({ headers, value }) {
      const decoded = decodeCloudEvent(headers, value);
      if (!decoded.ok) return decoded;
      const { candidate } = decoded;
      if (isCloudEvent(candidate)) return { ok: true, event: candidate };
      return { ok: false, reasons: [{ code: 'DECODE.NOT_CLOUDEVENT' }], ...idOf(candidate) };
    },
    validate: (event, at) => validator.validate(event, at),
    contentOf: canonicalContent,
  };
}

/** Told where it can be, so that the publisher finds the reason under it. */
const idOf = (candidate: unknown): { readonly id?: string } => {
  const { id } = (candidate ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' && id !== '' ? { id } : {};
};

/** What every later stage needs; without these there is nothing to answer to. */
function isCloudEvent(candidate: unknown): candidate is CloudEventShape {
  const { id, source, type } = (candidate ?? {}) as Readonly<Record<string, unknown>>;
  return [id, source, type].every((each) => typeof each === 'string' && each !== '');
}
