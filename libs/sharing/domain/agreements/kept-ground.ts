import type { ParentalGround } from '../facts.js';

type Kept = Exclude<ParentalGround, 'ADOPTION'>;

/**
 * That somebody is a parent by adoption is a restricted class of its own and never kept: they answer under parental
 * responsibility like anybody who states no ground, and the answer counts the same.
 */
export const keptGround = (ground: ParentalGround | undefined): Kept | undefined =>
  ground === 'ADOPTION' ? undefined : ground;
