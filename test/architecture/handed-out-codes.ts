/** `AREA.REASON` as a string of the source, with the call it is given to, if it is the first thing given. */
const LITERAL = /(?:\b(\w+)\(\s*)?'([A-Z][A-Z0-9_]*\.[A-Z][A-Z0-9_]+)'/g;
const RAISES = ['conflict', 'invalid', 'notFound', 'rejected', 'unavailable'];
/** Told to nobody outside: the gateway answers a defect with HTTP.INTERNAL, a health check is read by operators. */
const KEEPS = ['defect', 'register'];

/** Codes that the source puts into an answer itself. */
export const codesNamed = (source: string): readonly string[] =>
  found(source, (caller) => ![...RAISES, ...KEEPS].includes(caller));

/** Codes of errors that the source throws and that the gateway passes on as they are. */
export const codesRaised = (source: string): readonly string[] =>
  found(source, (caller) => RAISES.includes(caller));

function found(source: string, counts: (caller: string) => boolean): readonly string[] {
  const asked = source.replace(/isThroughlineError\([^)]*\)/g, '');
  return [...asked.matchAll(LITERAL)].flatMap(([, caller = '', code = '']) => (counts(caller) ? [code] : []));
}
