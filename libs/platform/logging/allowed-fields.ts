import { isThroughlineError } from '../errors/errors.js';
import type { LogFields } from './logger.js';

type Printed = Readonly<Record<string, string | number>>;
type Keep = (value: unknown) => string | number | undefined;

const matching =
  (pattern: RegExp): Keep =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;

const word = matching(/^[a-z][a-z0-9-]{0,40}$/);
const uuid = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const number: Keep = (value) =>
  typeof value === 'bigint' ? value.toString() : Number.isFinite(value) ? Number(value) : undefined;

const KEEP: Readonly<Record<Exclude<keyof LogFields, 'error'>, Keep>> = {
  part: word,
  eventType: matching(/^([a-z-]+\.[a-z0-9-]+\.v\d+|[A-Z][A-Za-z]{2,60})$/),
  agency: matching(/^urn:agency:(ods|la|force|urn|other):[A-Za-z0-9-]{1,20}$/),
  id: uuid,
  correlationId: matching(/^[0-9a-f-]{8,64}$/i),
  projection: matching(/^[a-z][a-z0-9_-]{0,40}$/),
  position: number,
  count: number,
  attempt: number,
  port: number,
  ms: number,
  status: number,
  code: matching(/^[A-Z0-9_]{1,40}(\.[A-Z0-9_]{1,60})?$/),
};

/** The fields that may be printed; unknown names and values of another form are left out. */
export function allowedFields(fields: object): Printed {
  const printed: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'error') Object.assign(printed, describeError(value));
    const kept = isAllowed(name) ? KEEP[name](value) : undefined;
    if (kept !== undefined) printed[name] = kept;
  }
  return printed;
}

const isAllowed = (name: string): name is keyof typeof KEEP => Object.hasOwn(KEEP, name);

function describeError(error: unknown): Printed {
  if (!(error instanceof Error)) return { errorKind: typeof error };
  const code = KEEP.code(isThroughlineError(error) ? error.code : (error as { code?: unknown }).code);
  const at = frames(error);
  return { errorKind: error.name, ...(code === undefined ? {} : { code }), ...(at ? { at } : {}) };
}

/** Only "at function (file:line)": the first lines of a stack repeat the message. */
function frames(error: Error): string {
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  return lines
    .filter((line) => /^at .*\d+:\d+\)?$/.test(line))
    .slice(0, 6)
    .join(' ');
}
