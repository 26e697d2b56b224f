const PREFIX = /^ce[_-]([a-z0-9]{1,20})$/;

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
    return name === undefined
      ? []
      : [[name, header.startsWith('ce-') ? percentDecoded(value) : value] as const];
  });
  return attributes.length === 0 ? undefined : Object.fromEntries(attributes);
}

/** The HTTP binding writes characters outside ASCII as percent signs; Kafka headers are UTF-8 as they are. */
function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
