import { codeOf } from '../allow-list/code-of.js';
import { code, matching, number, projectionName, uuid, type Keep } from '../allow-list/keep.js';
import type { LogFields } from './logger.js';

type Printed = Readonly<Record<string, string | number>>;

const word = matching(/^[a-z][a-z0-9-]{0,40}$/);

const KEEP: Readonly<Record<Exclude<keyof LogFields, 'error'>, Keep>> = {
  part: word,
  eventType: matching(/^([a-z-]+\.[a-z0-9-]+\.v\d+|[A-Z][A-Za-z]{2,60})$/),
  agency: matching(/^urn:agency:(ods|la|force|urn|other):[A-Za-z0-9-]{1,20}$/),
  id: uuid,
  correlationId: matching(/^[0-9a-f-]{8,64}$/i),
  traceId: matching(/^[0-9a-f]{32}$/),
  projection: projectionName,
  position: number,
  from: number,
  partition: number,
  count: number,
  attempt: number,
  port: number,
  ms: number,
  status: number,
  code,
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
  const found = codeOf(error);
  const at = frames(error);
  return { errorKind: error.name, ...(found === undefined ? {} : { code: found }), ...(at ? { at } : {}) };
}

/** Only "at function (file:line)": the first lines of a stack repeat the message. */
function frames(error: Error): string {
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  return lines
    .filter((line) => /^at .*\d+:\d+\)?$/.test(line))
    .slice(0, 6)
    .join(' ');
}
