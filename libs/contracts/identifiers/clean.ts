const SEPARATORS = /[\s-]+/g;

/** Without spaces and hyphens, as people write numbers down. */
export const withoutSeparators = (text: string): string => text.replace(SEPARATORS, '');

/** Sum of weight times value; weights rise or fall by one. */
export function weightedSum(values: readonly number[], first: number, step: 1 | -1): number {
  return values.reduce((sum, value, index) => sum + value * (first + step * index), 0);
}

export const digitsOf = (text: string): readonly number[] => [...text].map(Number);
