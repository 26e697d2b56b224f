/** Headers that two answers may differ in, each with the reason. Every other one must be the same to the byte. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  date: 'when it was answered',
  'set-cookie': 'the session of one world, and when it ends; no page of a family sets another',
  'content-length': 'follows from the body, of which what differs by nature is taken out first',
  etag: 'a hash of the same body, made by the gateway',
  'x-correlation-id': 'a random id of the request, made by the gateway',
};

export const headersOf = (headers: Headers): string =>
  [...headers]
    .filter(([name]) => !(name in LEFT_OUT))
    .map(([name, value]) => `${name}: ${value}`)
    .sort()
    .join('\n');
