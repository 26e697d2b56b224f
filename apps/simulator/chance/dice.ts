import { base, en, en_GB, Faker } from '@faker-js/faker';

/** Seeded randomness: the same seed always gives the same throws. Holds its own Faker, never the shared one. */
export class Dice {
  readonly faker: Faker;

  constructor(private readonly seed: number) {
    this.faker = new Faker({ locale: [en_GB, en, base], seed });
  }

  /** A new, independent source for one purpose, so that a change in one family leaves the others alone. */
  fork(label: string): Dice {
    return new Dice(hash(`${this.seed}:${label}`));
  }

  chance(probability: number): boolean {
    return this.faker.number.float() < probability;
  }

  /** Whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number {
    return this.faker.number.int({ min, max });
  }

  pick<T>(from: readonly [T, ...T[]]): T;
  pick<T>(from: readonly T[]): T;
  pick<T>(from: readonly T[]): T {
    return this.faker.helpers.arrayElement(from);
  }

  /** Picks by the `share` of each; shares need not add up to anything. */
  share<T extends { readonly share: number }>(from: readonly T[]): T {
    return this.faker.helpers.weightedArrayElement(from.map((value) => ({ value, weight: value.share })));
  }
}

/** FNV-1a, 32 bits: spreads labels over seeds. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
