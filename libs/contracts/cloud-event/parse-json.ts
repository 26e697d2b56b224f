const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Undefined where the bytes are not UTF-8 or not JSON. */
export function parseJson(value: Buffer): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(strictUtf8.decode(value)) as unknown };
  } catch {
    return undefined;
  }
}
