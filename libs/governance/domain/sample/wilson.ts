export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95%. */
const Z = 1.959964;

/**
 * Wilson score interval of a share, each end from 0 to 1: what a small sample lets be said of all decisions. It stays
 * inside 0 and 1 and says something even where nothing was found, which the plain interval does not. Undefined of none.
 */
export function wilsonRange(found: number, of: number): Range | undefined {
  if (of <= 0) return undefined;
  const share = found / of;
  const z2 = Z * Z;
  const middle = share + z2 / (2 * of);
  const half = Z * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  const scale = 1 + z2 / of;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}
