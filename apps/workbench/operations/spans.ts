const STEPS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
] as const;

/** `3 days`, `1 hour`, `12 seconds`: the largest whole unit; never less than one second. */
export function spanWords(ms: number): string {
  const [unit, word] = STEPS.find(([step]) => ms >= step) ?? ([1_000, 'second'] as const);
  return countWords(Math.max(1, Math.floor(ms / unit)), word);
}

/** `1 event`, `1,204 events`. */
export const countWords = (count: number, one: string, many = `${one}s`): string =>
  `${numberWords(count)} ${count === 1 ? one : many}`;

const numbers = new Intl.NumberFormat('en-GB');
export const numberWords = (count: number): string => numbers.format(count);
