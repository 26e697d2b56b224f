import type { Brand } from '#platform';
import { digitsOf, weightedSum, withoutSeparators } from './clean.js';

/** Unique learner number: ten digits. */
export type Uln = Brand<string, 'Uln'>;

const SHAPE = /^[1-9]\d{9}$/;

/** Weights 10 to 1 over all ten digits leave 10 modulo 11. */
export function findUln(text: string): Uln | undefined {
  const digits = withoutSeparators(text);
  if (!SHAPE.test(digits)) return undefined;
  return weightedSum(digitsOf(digits), 10, -1) % 11 === 10 ? (digits as Uln) : undefined;
}
