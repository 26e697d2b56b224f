const PREFIX = /^ce[_-]([a-z0-9]{1,20})$/;
/** What a header's bytes become where they are not UTF-8. */
const REPLACEMENT = '\uFFFD';

/**
 * The context attributes of binary mode; undefined where there is not one. Header names are in lower case already.
 * The SDK's own reader is not used: it invents a missing id and time and throws on a time it cannot read, while a
 * publisher must be told of either.
 */
export function readAttributes(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | undefined {
  const attributes = Object.entries(headers).flatMap(([header, value]) => {
    const name = PREFIX.exec(header)?.[1];
    // Data comes in the value of the message alone.
    return name === undefined || name === 'data'
      ? []
      : [[name, header.startsWith('ce-') ? ofHttp(value) : value] as const];
  });
  return attributes.length === 0 ? undefined : Object.fromEntries(attributes);
}

/** The first attribute whose bytes were not UTF-8: two different ids must not come out as the same. */
export const unreadable = (attributes: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(attributes).find(([, value]) => value.includes(REPLACEMENT))?.[0];

/** The HTTP binding writes characters outside ASCII as percent signs, and once wrote quotes round a value; Kafka does neither. */
const ofHttp = (value: string): string =>
  unquoted(value).replace(ENCODED, (signs) => Buffer.from(signs.replaceAll('%', ''), 'hex').toString('utf8'));

const ENCODED = /(?:%[\da-f]{2})+/gi;
const QUOTED = /^"((?:[^"\\]|\\.)*)"$/;

const unquoted = (value: string): string => QUOTED.exec(value)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? value;
