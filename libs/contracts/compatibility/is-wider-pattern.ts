/** A pattern that begins with a list of words, as `^(health|police)rest$`. */
const WORDS_FIRST = /^\^\(([a-z-]+(?:\|[a-z-]+)*)\)(.*)$/;

/** True where both begin with a list of words, the later list has all the earlier words, and the rest is the same. */
export function isWiderPattern(before: unknown, after: unknown): boolean {
  const [, earlier = '', earlierRest] = WORDS_FIRST.exec(String(before)) ?? [];
  const [, later = '', laterRest] = WORDS_FIRST.exec(String(after)) ?? [];
  if (earlierRest === undefined || earlierRest !== laterRest) return false;
  const words = later.split('|');
  return earlier.split('|').every((word) => words.includes(word));
}
