/** The value where it is of the form that may leave the hub in a log or a trace, undefined otherwise. */
export type Keep = (value: unknown) => string | number | undefined;

export const matching =
  (pattern: RegExp): Keep =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;

export const number: Keep = (value) =>
  typeof value === 'bigint' ? value.toString() : Number.isFinite(value) ? Number(value) : undefined;

export const uuid = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
export const projectionName = matching(/^[a-z][a-z0-9_-]{0,40}$/);
/** `AREA.REASON`, or the code of a system call such as `ECONNREFUSED`. */
export const code = matching(/^[A-Z0-9_]{1,40}(\.[A-Z0-9_]{1,60})?$/);
